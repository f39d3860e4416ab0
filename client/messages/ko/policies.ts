import type { messages as en } from '#client/messages/en/policies.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'recorded.kept.ledger': '본인이 이끄는 팀의 정책 기록에 남긴 항목.',
  'recorded.seen.ledger': '그 팀의 리드와 매니저.',
} satisfies SameAs<typeof en>
