import BookOpen from 'lucide-react/icons/book-open'
import BookOpenCheck from 'lucide-react/icons/book-open-check'
import { paths } from '#client/commands/policies-paths.ts'
import { isAnalyst, teamsLed } from '#client/lib/me.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import type { Me } from '#shared/people/views.ts'

const readsUpdates = (me: Me) => isAnalyst(me) || teamsLed(me).length > 0

export const policiesAfterStart: AfterStart = {
  live: { policies: () => [trpc.policies.pathFilter(), trpc.today.list.queryFilter()] },
  prefetch: (me) => [
    prefetch(trpc.policies.all.queryOptions()),
    ...(isAnalyst(me) ? [prefetch(trpc.policies.updates.queryOptions())] : []),
    ...teamsLed(me).flatMap(({ teamId }) => [
      prefetch(trpc.policies.teamUpdates.queryOptions({ teamId })),
      prefetch(trpc.policies.ledger.queryOptions({ teamId })),
    ]),
  ],
  me: [
    {
      ...{ group: 'work', label: 'update.title', icon: BookOpenCheck, to: paths.updates },
      shown: readsUpdates,
    },
    { group: 'organisation', label: 'policy.all', icon: BookOpen, to: paths.policies },
  ],
  recorded: [
    { kept: 'recorded.kept.ledger', seen: 'recorded.seen.ledger' },
    { kept: 'recorded.kept.marks', seen: 'recorded.seen.marks' },
  ],
}
