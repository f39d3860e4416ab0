import Archive from 'lucide-react/icons/archive'
import Settings from 'lucide-react/icons/settings'
import Users from 'lucide-react/icons/users-round'
import { paths as ownPaths } from '#client/commands/administration-paths.ts'
import { administers } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'

export const administrationAfterStart: AfterStart = {
  live: { people: () => [trpc.administration.pathFilter(), trpc.today.list.queryFilter()] },
  // Who administers finds people and teams without a network too, to look them up.
  prefetch: (me) =>
    administers(me)
      ? [
          prefetch(trpc.administration.structure.queryOptions()),
          prefetch(trpc.administration.requests.queryOptions()),
        ]
      : [],
  me: [
    {
      group: 'organisation',
      label: 'me.administration',
      icon: Settings,
      to: paths.administration(),
      shown: administers,
    },
    { group: 'organisation', label: 'me.roles', icon: Users, to: paths.roles },
    { group: 'organisation', label: 'retention.title', icon: Archive, to: ownPaths.retention },
  ],
  recorded: [
    { kept: 'recorded.kept.invitation', seen: 'recorded.seen.invitation' },
    { kept: 'recorded.kept.address', seen: 'recorded.seen.address' },
    { kept: 'recorded.kept.hold', seen: 'recorded.seen.hold' },
  ],
}
