import { useMemo } from 'react'
import { withReturned } from '#client/commands/today-changes.ts'
import { type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { useNow } from '#client/ui/use-now.ts'

/** The reader's list with what they just did to it, and with what they put off until now. */
export function useToday() {
  const now = useNow()
  const query = useFoldedQuery(trpc.today.list.queryOptions())
  const data = useMemo(() => query.data && withReturned(query.data, now), [query.data, now])
  return { ...query, data }
}

/** The reader's list, before its screen asks for it. */
export const prefetchToday: Prefetcher = () => [prefetch(trpc.today.list.queryOptions())]
