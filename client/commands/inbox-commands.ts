import { type Api, trpc } from '#client/lib/trpc.ts'
import { foldOf } from '#client/offline/cache/fold.ts'
import { defineCommand } from '#client/offline/outbox/command-registry.ts'
import { type ReadInput, readInput } from '#shared/inbox/contracts.ts'
import type { InboxView } from '#shared/inbox/views.ts'

/** What was read before keeps its time: applying it twice is applying it once. */
export function withRead(view: InboxView, { inboxIds }: ReadInput, at: string): InboxView {
  const items = view.items.map((item) =>
    item.readAt === null && inboxIds.includes(item.inboxId) ? { ...item, readAt: at } : item,
  )
  return { ...view, items }
}

export const readNews = defineCommand({
  name: 'inbox.read',
  version: 1,
  input: readInput,
  entities: ({ inboxIds }) => inboxIds,
  send: (api: Api, meta, { input, signal }) => api.inbox.read.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input, result }: { input: ReadInput; result: { at: string } }) {
    const queryKey = trpc.inbox.list.queryKey()
    await queries.cancelQueries({ queryKey })
    queries.setQueryData<InboxView>(queryKey, (view) => view && withRead(view, input, result.at))
  },
})

export const inboxFolds = [
  foldOf(readNews, (view: InboxView, input, { claimedAt }) => withRead(view, input, claimedAt)),
]
