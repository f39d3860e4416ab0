import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'

export const peopleAfterStart: AfterStart = {
  live: { people: () => [trpc.people.pathFilter()] },
  prefetch: () => [prefetch(trpc.people.me.queryOptions())],
  recorded: [
    { kept: 'recorded.kept.person', seen: 'recorded.seen.person' },
    { kept: 'recorded.kept.views', seen: 'recorded.seen.views' },
    { kept: 'recorded.kept.access', seen: 'recorded.seen.access' },
  ],
}
