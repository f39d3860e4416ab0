import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { Me } from '#shared/people/views.ts'

/** A query that the phone should hold before anybody opens its screen; tRPC's query options are one. */
export type PrefetchQuery = { queryKey: QueryKey; fetch(queries: QueryClient): Promise<unknown> }

/** Returns what this person will want offline. Each feature exports its own. */
export type Prefetcher = (me: Me) => PrefetchQuery[]

/** Milliseconds: what is younger and was not changed since is not asked for again. */
const youngEnough = 6 * 3_600_000

/**
 * For a query that is only to be on the phone, or whose answer stands behind something else: whom it is about is told
 * that a phone fetched it, and not that somebody opened it.
 */
export const forLater = { meta: { forLater: true } } as const

type Options = Parameters<QueryClient['fetchQuery']>[0]

/** Makes tRPC's query options one: `prefetch(trpc.today.read.queryOptions())`. */
export function prefetch<Given extends { queryKey: QueryKey }>(options: Given): PrefetchQuery {
  return {
    queryKey: options.queryKey,
    fetch: (queries) =>
      queries.fetchQuery({ ...(options as unknown as Options), ...forLater, staleTime: youngEnough }),
  }
}
