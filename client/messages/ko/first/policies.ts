import type { messages as en } from '#client/messages/en/first/policies.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'today.row.update': ({ day }) => `새 버전 · ${day} 시행`,
  'today.row.unreadUpdate': ({ n, day }) => `읽지 않은 팀원 ${n}명 · ${day} 시행`,
} satisfies SameAs<typeof en>
