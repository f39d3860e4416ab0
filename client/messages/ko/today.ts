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
  'first.title': '첫 수치까지 세 단계입니다.',
  'first.people': '팀원 초대',
  'first.people.who': '리드 또는 관리자',
  'first.people.do': '초대',
  'first.audits': '검수 기록 가져오기',
  'first.audits.who': '리드 · CSV나 Excel 파일',
  'first.audits.do': '가져오기',
  'first.figure': '첫 수치 확인',
  'first.figure.who': '리드와 매니저 · 가져온 뒤 열림',
  'first.figure.do': '보기',
  'first.done': '완료',
  'first.open': '남은 단계',
  'first.tour': '둘러보기',
  'first.tour.what': '예시 팀 화면 · 저장 없이 나가면 사라짐',
  'first.sample': '예시 파일',
  'first.sample.what': '가져와 본 뒤 되돌릴 수 있음',
  'first.sample.do': '내려받기',
  'first.sample.file': '예시-검수-기록.csv',
} satisfies SameAs<typeof en>
