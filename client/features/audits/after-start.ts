import Tags from 'lucide-react/icons/tags'
import { paths as auditPaths } from '#client/commands/audits-paths.ts'
import { administers, isAnalyst, teamsLed } from '#client/lib/me.ts'
import { forLater, type Prefetcher, type PrefetchQuery, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import type { Asked } from './asked.ts'
import { casesOptions } from './data.ts'
import { putRightOptions } from './put-right-data.ts'

/** Milliseconds: what is younger and was not changed since is not asked for again. */
const youngEnough = 6 * 3_600_000

function prefetchCases(asked: Asked): PrefetchQuery {
  const options = casesOptions(asked)
  return {
    queryKey: options.queryKey,
    fetch: (queries) => queries.fetchInfiniteQuery({ ...options, ...forLater, staleTime: youngEnough }),
  }
}

function prefetchPutRight(teamId: string): PrefetchQuery {
  const options = putRightOptions(teamId)
  return {
    queryKey: options.queryKey,
    fetch: (queries) => queries.fetchInfiniteQuery({ ...options, ...forLater, staleTime: youngEnough }),
  }
}

/** The latest errors of everybody a lead answers for; an analyst has all of their own latest cases besides. */
const prefetchers: Prefetcher = (me) => [
  prefetch(trpc.audits.names.queryOptions()),
  ...(isAnalyst(me)
    ? (['errors', 'all'] as const).map((filter) => prefetchCases({ personId: me.person.personId, filter }))
    : []),
  ...teamsLed(me).flatMap(({ teamId, people }) => [
    prefetchPutRight(teamId),
    prefetch(trpc.audits.putRightCounts.queryOptions({ teamId })),
    ...people.map(({ personId }) => prefetchCases({ personId, filter: 'errors' })),
  ]),
]

export const auditsAfterStart: AfterStart = {
  live: { audits: () => [trpc.audits.pathFilter()] },
  prefetch: prefetchers,
  me: [{ group: 'settings', label: 'names.title', icon: Tags, to: auditPaths.names, shown: administers }],
  recorded: [
    { kept: 'recorded.kept.audits', seen: 'recorded.seen.audits' },
    { kept: 'recorded.kept.rechecks', seen: 'recorded.seen.rechecks' },
    { kept: 'recorded.kept.putRight', seen: 'recorded.seen.putRight' },
  ],
}
