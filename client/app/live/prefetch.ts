import { prefetchers as administration } from '#client/features/administration/data.ts'
import { prefetchers as audits } from '#client/features/audits/data.ts'
import { prefetchers as checkIns } from '#client/features/check-ins/data.ts'
import { prefetchers as coaching } from '#client/features/coaching/data.ts'
import { prefetchers as escalations } from '#client/features/escalations/data.ts'
import { prefetchers as inbox } from '#client/features/inbox/data.ts'
import { prefetchers as scorecards } from '#client/features/scorecards/data.ts'
import { prefetchers as today } from '#client/features/today/data.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { queries, trpc } from '#client/lib/trpc.ts'
import type { Platform } from '#client/offline/outbox/platform.ts'
import type { Me } from '#shared/people/views.ts'

const people: Prefetcher = () => [prefetch(trpc.people.me.queryOptions())]

/** What each feature wants on the phone before it is opened, the most needed first. */
const prefetchers: readonly Prefetcher[] = [
  people,
  today,
  inbox,
  checkIns,
  coaching,
  escalations,
  scorecards,
  audits,
  administration,
]

/**
 * Reads what this person will want offline, one after the other, whenever the browser has nothing better to do. Stops
 * at the first sign of no network; the next start goes on, because what is young enough is skipped.
 */
export async function prefetchAll(
  me: Me,
  { idle, online }: Pick<Platform, 'idle' | 'online'>,
  signal: AbortSignal,
): Promise<void> {
  for (const query of prefetchers.flatMap((prefetcher) => prefetcher(me))) {
    await idle()
    if (signal.aborted || !online.now()) return
    try {
      await query.fetch(queries)
    } catch (thrown) {
      const { code, details } = toAppError(thrown)
      if (code === 'UNAUTHORIZED' || details.reason === 'network') return
    }
  }
}
