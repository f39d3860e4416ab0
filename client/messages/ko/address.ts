import type { messages as en } from '#client/messages/en/address.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'address.title': '로그인 이메일',
  'address.present': '현재 이메일',
  'address.what':
    '다른 이메일로 변경을 요청할 수 있습니다. 관리자가 확인해야 적용되며, 그때까지는 현재 이메일로 로그인합니다.',
  'address.alone': '다른 관리자가 없으므로 서버 운영자가 “dure address” 명령으로 확인합니다.',
  'address.new': '새 이메일',
  'address.new.missing': '새 이메일을 입력해 주십시오.',
  'address.ask': '변경 요청',
  'address.asked': '변경을 요청했습니다. 확인을 기다립니다',
  'address.open': '요청한 이메일',
  'address.open.until': ({ day }) => `확인 대기 · ${day}까지`,
  'address.open.how': '관리자에게 직접 알려 주십시오. 본인이 요청한 것을 관리자가 확인한 뒤에 적용됩니다.',
  'address.withdraw': '요청 취소',
  'address.withdrawn': '요청을 취소했습니다. 현재 이메일을 그대로 사용합니다',
  'address.declined': ({ email }) =>
    `관리자가 ${email} 변경 요청을 반려했습니다. 현재 이메일을 그대로 사용합니다.`,
  'address.lapsed': ({ email, n }) =>
    `${email} 변경 요청이 ${n}일 안에 확인되지 않아 만료되었습니다. 필요하면 다시 요청해 주십시오.`,
  'address.same': '이미 이 이메일로 로그인하고 있습니다.',
  'address.offline': '이메일 변경을 요청하려면 인터넷 연결이 필요합니다.',
} satisfies SameAs<typeof en>
