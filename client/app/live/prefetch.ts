import { toAppError } from '#client/lib/app-error.ts'
import type { Prefetcher } from '#client/lib/prefetch.ts'
import { queries } from '#client/lib/trpc.ts'
import type { Platform } from '#client/offline/outbox/platform.ts'
import type { Me } from '#shared/people/views.ts'

/**
 * Reads what this person will want offline, one after the other, whenever the browser has nothing better to do. Stops
 * at the first sign of no network; the next start goes on, because what is young enough is skipped.
 */
export async function prefetchAll(
  { me, prefetchers }: { me: Me; prefetchers: readonly Prefetcher[] },
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
