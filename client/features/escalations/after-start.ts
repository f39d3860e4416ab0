import CalendarDays from 'lucide-react/icons/calendar-days'
import ChartNoAxesColumn from 'lucide-react/icons/chart-no-axes-column'
import UserRoundCheck from 'lucide-react/icons/user-round-check'
import { paths as insightPaths } from '#client/commands/escalations-paths.ts'
import { administers } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { type Prefetcher, type PrefetchQuery, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import type { ListInput } from '#shared/escalations/queries.ts'
import { isPartner, listOptions } from './data.ts'

/** The open escalations of this reader, whole, so that each can be read and answered without a network. */
const prefetchers: Prefetcher = (me) => {
  const scopes: ListInput['scope'][] = isPartner(me) ? ['team'] : []
  if (me.teams.length > 0) scopes.push('mine', 'all', 'team')
  return [...scopes.map(openOnes), prefetch(trpc.escalations.delegations.queryOptions())]
}

/** Milliseconds: what is younger and was not changed since is not asked for again. */
const youngEnough = 6 * 3_600_000
/** Of a list; its first to run out are the ones that are opened. */
const limit = 20

function openOnes(scope: ListInput['scope']): PrefetchQuery {
  const options = listOptions({ scope, state: 'open' })
  return {
    queryKey: options.queryKey,
    async fetch(queries) {
      const list = await queries.fetchInfiniteQuery({ ...options, staleTime: youngEnough })
      for (const { escalationId } of list.pages[0]?.rows.slice(0, limit) ?? [])
        await prefetch(trpc.escalations.detail.queryOptions({ escalationId })).fetch(queries)
    },
  }
}

export const escalationsAfterStart: AfterStart = {
  live: {
    escalations: () => [trpc.escalations.pathFilter()],
    people: () => [trpc.escalations.delegations.queryFilter()],
  },
  prefetch: prefetchers,
  drafts: [
    // Behind another colon stands from where it is raised.
    {
      prefix: 'escalation:new',
      path: (rest) => (rest ? `${paths.raise()}?${rest.slice(1)}` : paths.raise()),
    },
    { prefix: 'escalation:', path: paths.editEscalation },
  ],
  me: [
    {
      group: 'settings',
      label: 'calendar.title',
      icon: CalendarDays,
      to: paths.calendar,
      shown: administers,
    },
    {
      group: 'work',
      label: 'insight.title',
      icon: ChartNoAxesColumn,
      to: insightPaths.insight,
      shown: (me) => me.roles.some(({ role }) => role === 'lead' || role === 'manager'),
    },
    {
      group: 'work',
      label: 'delegate.title',
      icon: UserRoundCheck,
      to: paths.delegate,
      shown: (me) => me.roles.some(({ role }) => role === 'lead' || role === 'manager'),
    },
  ],
  recorded: [
    { kept: 'recorded.kept.escalations', seen: 'recorded.seen.escalations' },
    { kept: 'recorded.kept.escalationsAboutMe', seen: 'recorded.seen.escalationsAboutMe' },
    { kept: 'recorded.kept.delegations', seen: 'recorded.seen.delegations' },
  ],
}
