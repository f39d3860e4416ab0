import { useQuery } from '@tanstack/react-query'
import { inboxFolds } from '#client/commands/inbox-commands.ts'
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
