export type ClockReading = {
  state: 'running' | 'risk' | 'over'
  /** Milliseconds left; negative once overdue. */
  left: number
  /** Share of the time that has passed, 0 to 1. */
  elapsed: number
}

/** Reads a clock that runs from `start` to `due` (milliseconds); at risk once less than `riskShare` of it is left. */
export function readClock(
  clock: { start: number; due: number; riskShare?: number },
  now: number,
): ClockReading {
  const { start, due, riskShare = 0.25 } = clock
  const whole = Math.max(1, due - start)
  const left = due - now
  const elapsed = Math.min(1, Math.max(0, (now - start) / whole))
  if (left < 0) return { state: 'over', left, elapsed: 1 }
  return { state: left / whole < riskShare ? 'risk' : 'running', left, elapsed }
}
