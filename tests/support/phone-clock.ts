import type { Clock } from '#client/offline/outbox/platform.ts'

/** Time that moves only when a test says so. */
export type PhoneClock = Clock & {
  /** Runs what is due, in order, up to `ms` milliseconds from now. Does not wait for what it started. */
  advance(ms: number): void
  /** Milliseconds until the next timer; null when there is none. */
  untilNext(): number | null
}

export function createPhoneClock(start = Date.UTC(2026, 10, 23, 9)): PhoneClock {
  let now = start
  let count = 0
  const timers = new Map<number, { at: number; run: () => void }>()
  const next = () => {
    let first: [number, { at: number; run: () => void }] | null = null
    for (const entry of timers) if (!first || entry[1].at < first[1].at) first = entry
    return first
  }
  return {
    now: () => now,
    after(ms, run) {
      count += 1
      const id = count
      timers.set(id, { at: now + Math.max(0, ms), run })
      return () => timers.delete(id)
    },
    advance(ms) {
      const end = now + ms
      for (let due = next(); due && due[1].at <= end; due = next()) {
        timers.delete(due[0])
        now = Math.max(now, due[1].at)
        due[1].run()
      }
      now = end
    },
    untilNext() {
      const due = next()
      return due ? Math.max(0, due[1].at - now) : null
    },
  }
}
