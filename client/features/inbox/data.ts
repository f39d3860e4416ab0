import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'

/** The reader's news, with what they just read. */
export const useInbox = () => useFoldedQuery(trpc.inbox.list.queryOptions())

export const useUnread = () => useInbox().data?.items.filter(({ readAt }) => readAt === null) ?? []
