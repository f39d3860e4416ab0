import type { messages as en } from '#client/messages/en/desk.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'desk.list': '목록',
  'desk.nothing': '목록에서 연 항목이 여기에 표시됩니다.',
  'keys.title': '단축키',
  'keys.rows': '다음 행, 이전 행',
  'keys.open': '행 열기',
  'keys.button': '행의 버튼 누르기',
  'keys.later': '행 나중으로 미루기',
  'keys.select': '여러 행 선택',
  'keys.narrow': '목록 좁히기',
  'keys.off': '내 정보의 화면 항목에서 끌 수 있습니다.',
  'keys.switch': '한 글자 단축키',
  'keys.switch.hint': '글을 입력하지 않을 때 j, k, g 등이 작동합니다. 전체 단축키는 ?로 확인할 수 있습니다.',
} satisfies SameAs<typeof en>
