import { type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'

/** The reader's list with what they just did to it. */
export const useToday = () => useFoldedQuery(trpc.today.list.queryOptions())

/** The reader's list, before its screen asks for it. */
export const prefetchToday: Prefetcher = () => [prefetch(trpc.today.list.queryOptions())]
