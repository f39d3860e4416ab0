import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for the work, at most so many milliseconds. Returns whether it ended, well or not; what it threw is lost. */
export async function within(limit: number, work: Promise<unknown>): Promise<boolean> {
  const waiting = new AbortController()
  const ended = work.then(
    () => true,
    () => true,
  )
  const late = sleep(limit, false, { signal: waiting.signal }).catch(() => false)
  try {
    return await Promise.race([ended, late])
  } finally {
    waiting.abort()
  }
}
