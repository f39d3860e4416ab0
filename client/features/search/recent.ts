import { useQuery, useQueryClient } from '@tanstack/react-query'

/** What was searched for lies among the encrypted copies of this phone, and goes with them. No server hears of it. */
const recentKey = [['search', 'recent']]
const recentLimit = 8

export interface Recent {
  /** The latest first. */
  typed: readonly string[]
  remember(typed: string): void
  remove(typed: string): void
  clear(): void
}

/** Holds what led to something that was opened, on this phone alone. */
export function useRecent(): Recent {
  const queries = useQueryClient()
  const known = () => queries.getQueryData<readonly string[]>(recentKey) ?? []
  const keep = (typed: readonly string[]) => void queries.setQueryData(recentKey, typed)
  const { data: typed = [] } = useQuery({
    queryKey: recentKey,
    queryFn: known,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const without = (removed: string) => known().filter((item) => item !== removed)
  return {
    typed,
    remember: (added) => keep([added, ...without(added)].slice(0, recentLimit)),
    remove: (removed) => keep(without(removed)),
    clear: () => keep([]),
  }
}
