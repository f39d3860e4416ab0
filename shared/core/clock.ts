/** A clock is at risk when so much of its time has passed, and told further up when so much has. */
export const riskShare = 0.75
export const chainShare = 1.25

/** Instants are ISO 8601. */
export interface Clock {
  startedAt: string
  /** Where the time is not the wall clock's, as with business hours; else it follows from start and due. */
  riskAt?: string
  dueAt: string
  stoppedAt?: string | null
  pausedAt?: string | null
}

export type ClockState = 'running' | 'at_risk' | 'overdue' | 'paused' | 'stopped'

export interface ClockReading {
  state: ClockState
  /** Milliseconds; negative once overdue. */
  left: number
  /** Share of the time that has passed, 0 to 1. */
  elapsed: number
}

/** Returns where a clock stands at `now`, in milliseconds since the epoch. */
export function clockState(clock: Clock, now: number): ClockState {
  if (clock.stoppedAt) return 'stopped'
  if (clock.pausedAt) return 'paused'
  if (now > Date.parse(clock.dueAt)) return 'overdue'
  return now >= riskOf(clock) ? 'at_risk' : 'running'
}

function riskOf({ startedAt, riskAt, dueAt }: Clock): number {
  if (riskAt !== undefined) return Date.parse(riskAt)
  const [start, due] = [Date.parse(startedAt), Date.parse(dueAt)]
  return start + riskShare * (due - start)
}

/** Reads a clock at `now`; one that is paused or stopped is read as of then. */
export function readClock(clock: Clock, now: number): ClockReading {
  const [start, due] = [Date.parse(clock.startedAt), Date.parse(clock.dueAt)]
  const stands = clock.stoppedAt ?? clock.pausedAt
  const timestamp = stands ? Date.parse(stands) : now
  const elapsed = Math.min(1, Math.max(0, (timestamp - start) / Math.max(1, due - start)))
  return { state: clockState(clock, now), left: due - timestamp, elapsed }
}
