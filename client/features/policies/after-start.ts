import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import { policiesPersonData } from '#shared/policies/person-data.ts'

export const policiesAfterStart: AfterStart = {
  live: { policies: () => [trpc.policies.pathFilter()] },
  prefetch: () => [prefetch(trpc.policies.all.queryOptions())],
  recorded: [{ kept: 'recorded.kept.ledger', seen: 'recorded.seen.ledger' }],
  personData: policiesPersonData,
}
