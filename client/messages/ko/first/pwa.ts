import type { messages as en } from '#client/messages/en/first/pwa.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'update.ready': 'Dure 새 버전이 준비되었습니다.',
  'update.apply': '업데이트',
  'update.waiting': '다른 탭에서 작성 중인 글이 저장되면 바로 업데이트합니다.',
  'install.offer': '홈 화면에 두면 더 빨리, 연결 없이도 Dure를 열 수 있습니다.',
  'install.ios': '홈 화면에 두려면 공유 버튼을 누른 뒤 "홈 화면에 추가"를 선택하면 됩니다.',
  'install.apply': '설치',
  'install.later': '나중에',
} satisfies SameAs<typeof en>
