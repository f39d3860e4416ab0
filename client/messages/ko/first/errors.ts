import type { messages as en } from '#client/messages/en/first/errors.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'error.UNAUTHORIZED': '로그아웃되었습니다. 계속하려면 다시 로그인해야 합니다.',
  'error.FORBIDDEN': '이 작업을 할 권한이 없습니다.',
  'error.NOT_FOUND': '찾을 수 없는 항목입니다. 삭제되었거나 볼 수 있는 권한이 없습니다.',
  'error.CONFLICT': '그사이 다른 사람이 내용을 바꾸었습니다. 바뀐 내용을 확인한 뒤 다시 결정해 주십시오.',
  'error.INVALID': '입력한 내용을 확인해 주십시오.',
  'error.APP_TOO_OLD': '앱 업데이트가 필요합니다. 작성한 내용은 이 기기에 보관되며 업데이트 후 전송됩니다.',
  'error.BLOCKED': '이 네트워크의 프록시가 받지 않았습니다. 다른 네트워크에서 다시 시도해 주십시오.',
  'error.TOO_MANY_REQUESTS': '요청이 한꺼번에 많았습니다. 잠시 후 다시 시도해 주십시오.',
  'error.UNAVAILABLE': '지금은 서버에 연결할 수 없습니다.',
  'error.INTERNAL': '서버에서 처리하지 못했습니다. 잠시 후 다시 시도해 주십시오.',
} satisfies SameAs<typeof en>
