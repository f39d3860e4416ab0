import {
  hashKey,
  type InfiniteData,
  type QueryKey,
  type UseInfiniteQueryOptions,
  type UseQueryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { readKey } from '#client/lib/options-proxy.ts'
import { type Folding, foldKey, madeView } from '#client/offline/cache/fold.ts'
import { useOffline, usePendingWork } from './offline-context.ts'

function useUnsentWork(): Folding {
  const { registry, reader } = useOffline()
  const pending = usePendingWork()
  return useMemo(() => ({ registry, reader, pending }), [registry, reader, pending])
}

/** A key is written anew by every render; the same one keeps its identity here. */
function useSteadyKey(queryKey: QueryKey): QueryKey {
  const hash = hashKey(queryKey)
  return useMemo((): QueryKey => JSON.parse(hash), [hash])
}

/** Returns a function that lays this person's unsent commands over the view under a query's key. */
export function useFolding(): <View>(queryKey: QueryKey, view: View) => View {
  const folding = useUnsentWork()
  return useCallback((queryKey, view) => foldKey(queryKey, view, folding), [folding])
}

/**
 * Reads a query and shows this person's unsent commands over it. What an unsent command made is shown by itself: the
 * server is not asked for what only this phone knows. `served` is the server's view alone.
 */
export function useFoldedQuery<Served, Failure, View, Key extends QueryKey>(
  options: UseQueryOptions<Served, Failure, View, Key>,
) {
  const folding = useUnsentWork()
  const key = useSteadyKey(options.queryKey)
  const made = useMemo(() => {
    const place = readKey(key)
    return place && madeView<View>(place, folding)
  }, [key, folding])
  const query = useQuery(made === undefined ? options : { ...options, enabled: false })
  const { data: served, error, fetchStatus, refetch, dataUpdatedAt } = query
  const folded = useMemo(() => foldKey(key, served, folding), [key, served, folding])
  return { data: folded ?? made, served, error, fetchStatus, refetch, dataUpdatedAt }
}

/**
 * The same for a query that is read in pages. `unread` stands for its first page where it was never read, and is shown
 * where unsent commands change it.
 */
export function useFoldedPages<Page, Failure, Key extends QueryKey, Cursor>(
  options: UseInfiniteQueryOptions<Page, Failure, InfiniteData<Page, Cursor>, Key, Cursor>,
  { unread }: { unread?: NoInfer<Page> } = {},
) {
  const folding = useUnsentWork()
  const key = useSteadyKey(options.queryKey)
  const query = useInfiniteQuery(options)
  const { data: served, error, fetchStatus, refetch, dataUpdatedAt } = query
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const data = useMemo((): readonly Page[] | undefined => {
    if (served) return foldKey(key, served, folding).pages
    if (unread === undefined) return undefined
    const { pages } = foldKey(key, { pages: [unread], pageParams: [null] }, folding)
    return pages[0] === unread ? undefined : pages
  }, [key, served, folding, unread])
  const reading = { error, fetchStatus, refetch, dataUpdatedAt }
  return { data, ...reading, hasNextPage, isFetchingNextPage, fetchNextPage }
}
