import { type QueryKey, useQueries } from '@tanstack/react-query'
import { forLater } from '#client/lib/prefetch.ts'
import { AppError } from '#shared/core/errors.ts'
import { useFolding } from './use-folded-query.ts'

/** Options of one of the queries (tRPC's are such), and its view as it is before anything was read. */
type Asked<View> = { options: { queryKey: QueryKey }; unread: View }

/**
 * Finds one thing in the views of several queries, this person's unsent commands counted, also where a view never was on
 * this phone or had to make room: what was made here is shown without it. It fails with NOT_FOUND once none of them holds
 * it. `opened`: the address named the one query that holds it, which is therefore opened by the reader; else the queries
 * are only looked through.
 */
export function useFound<View, Found>(
  queries: readonly Asked<View>[],
  { find, opened }: { find: (view: View) => Found | undefined; opened: boolean },
) {
  const fold = useFolding()
  const results = useQueries({
    queries: queries.map(({ options }) => ({ ...options, ...(opened ? {} : forLater) })),
  })
  const refetch = () => Promise.all(results.map((result) => result.refetch()))
  for (const [index, { options, unread }] of queries.entries()) {
    const { data, dataUpdatedAt = 0 } = results[index] ?? {}
    // The cache's own types say nothing about a view: it is what lies under its query's key.
    const view = (data as View | undefined) ?? unread
    const found = find(fold(options.queryKey, view))
    if (found)
      return {
        data: { found, served: find(view) },
        dataUpdatedAt,
        error: null,
        fetchStatus: 'idle' as const,
        refetch,
      }
  }
  const waiting = results.find(({ data, error }) => data === undefined && !error)
  const failed = results.find(({ data }) => data === undefined)
  return {
    data: undefined,
    dataUpdatedAt: 0,
    error: waiting ? null : (failed?.error ?? new AppError('NOT_FOUND')),
    fetchStatus: waiting?.fetchStatus ?? ('idle' as const),
    refetch,
  }
}
