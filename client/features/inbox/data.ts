import { useQuery } from '@tanstack/react-query'
import { inboxFolds } from '#client/commands/inbox-commands.ts'
import type { LiveKeys } from '#client/lib/live-keys.ts'
import { type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFolded } from '#client/offline/react/offline-context.ts'

/** The reader's news, with what they just read. */
export function useInbox() {
  const query = useQuery(trpc.inbox.list.queryOptions())
  const data = useFolded(query.data, inboxFolds)
  const { error, fetchStatus, refetch, dataUpdatedAt } = query
  return { data, error, fetchStatus, refetch, dataUpdatedAt }
}

export const useUnread = () => useInbox().data?.items.filter(({ readAt }) => readAt === null) ?? []

export const liveKeys: LiveKeys = { inbox: () => [trpc.inbox.list.queryFilter()] }
export const prefetchers: Prefetcher = () => [prefetch(trpc.inbox.list.queryOptions())]
