import type { messages as en } from '#client/messages/en/today.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'select.chosen': ({ n }) => `${n}건 선택`,
  'select.done': ({ n }) => (n === 0 ? '완료' : `완료 ${n}건`),
  'select.row': ({ row }) => `선택: ${row}`,
  'select.alone.talk': '한 건씩 답변하는 항목',
  'select.alone.decision': '한 건씩 결정하는 항목',
  'select.unread': '아직 읽지 않은 항목',
} satisfies SameAs<typeof en>
