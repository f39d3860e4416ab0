import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'

export const inboxAfterStart: AfterStart = {
  live: { inbox: () => [trpc.inbox.list.queryFilter(), trpc.inbox.choices.queryFilter()] },
  prefetch: () => [prefetch(trpc.inbox.list.queryOptions()), prefetch(trpc.inbox.choices.queryOptions())],
  recorded: [
    { kept: 'recorded.kept.inbox', seen: 'recorded.seen.inbox' },
    { kept: 'recorded.kept.push', seen: 'recorded.seen.push' },
    { kept: 'recorded.kept.mail', seen: 'recorded.seen.mail' },
  ],
}
