import { useQuery } from '@tanstack/react-query'
import { type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFolded } from '#client/offline/react/offline-context.ts'
import { todayFolds } from './folds.ts'

/** The reader's list with what they just did to it. */
export function useToday() {
  const query = useQuery(trpc.today.list.queryOptions())
  const data = useFolded(query.data, todayFolds)
  const { error, fetchStatus, refetch, dataUpdatedAt } = query
  return { data, error, fetchStatus, refetch, dataUpdatedAt }
}

/** The reader's list, before its screen asks for it. */
export const prefetchToday: Prefetcher = () => [prefetch(trpc.today.list.queryOptions())]
