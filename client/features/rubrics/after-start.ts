import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import { rubricsPersonData } from '#shared/rubrics/person-data.ts'

export const rubricsAfterStart: AfterStart = {
  live: { rubrics: () => [trpc.rubrics.list.queryFilter()] },
  prefetch: () => [prefetch(trpc.rubrics.list.queryOptions())],
  recorded: [{ kept: 'recorded.kept.rubrics', seen: 'recorded.seen.rubrics' }],
  personData: rubricsPersonData,
}
