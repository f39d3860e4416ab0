import BookOpen from 'lucide-react/icons/book-open'
import { paths } from '#client/commands/policies-paths.ts'
import { teamsLed } from '#client/lib/me.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'

export const policiesAfterStart: AfterStart = {
  live: { policies: () => [trpc.policies.pathFilter()] },
  prefetch: (me) => [
    prefetch(trpc.policies.all.queryOptions()),
    ...teamsLed(me).map(({ teamId }) => prefetch(trpc.policies.ledger.queryOptions({ teamId }))),
  ],
  me: [{ group: 'organisation', label: 'policy.all', icon: BookOpen, to: paths.policies }],
  recorded: [{ kept: 'recorded.kept.ledger', seen: 'recorded.seen.ledger' }],
}
