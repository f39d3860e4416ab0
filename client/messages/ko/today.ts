import type { messages as en } from '#client/messages/en/today.ts'
import { type SameAs, thousands } from '#client/messages/plurals.ts'

export const messages = {
  'select.chosen': ({ n }) => `${n}건 선택`,
  'select.done': ({ n }) => (n === 0 ? '완료' : `완료 ${n}건`),
  'select.row': ({ row }) => `선택: ${row}`,
  'select.alone.talk': '한 건씩 답변하는 항목',
  'select.alone.decision': '한 건씩 결정하는 항목',
  'select.unread': '아직 읽지 않은 항목',

  'day.title': '오늘 하루',
  'day.empty': '오늘 기한인 항목이 없습니다.',
  'day.due': ({ n }) => `오늘 기한 ${thousands(n)}건`,
  'day.sometime': '오늘 중',
  'day.figure': ({ now, clocks }) =>
    `업무 시간 오전 9:00~오후 6:00, 지금 ${now}${clocks === '' ? '' : `, 기한 ${clocks}`}`,
} satisfies SameAs<typeof en>
