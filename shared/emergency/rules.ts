/** Hours for which an access is open, from its confirmation on. */
export const emergencyHours = [1, 4, 24] as const
export type EmergencyHours = (typeof emergencyHours)[number]

/** Characters of a reason. */
export const reasonLimits = { least: 10, largest: 500 } as const

const hour = 3_600_000
/** Milliseconds after which an access that nobody confirmed lapses. */
const lapsesAfter = 24 * hour

export const emergencyStates = ['asked', 'lapsed', 'withdrawn', 'declined', 'open', 'over', 'ended'] as const
/**
 * 'asked': waits to be confirmed; 'lapsed', 'withdrawn', 'declined': was never open; 'open'; 'over': its hours have run
 * out; 'ended': somebody ended it before.
 */
export type EmergencyState = (typeof emergencyStates)[number]

interface Times {
  askerId: string
  hours: number
  askedAt: string
  confirmedAt: string | null
  endedAt: string | null
  endedById: string | null
}

/** Returns when an access that was confirmed closes by itself; null before. ISO 8601 in UTC. */
export const openUntil = ({ hours, confirmedAt }: Pick<Times, 'hours' | 'confirmedAt'>): string | null =>
  confirmedAt === null ? null : new Date(Date.parse(confirmedAt) + hours * hour).toISOString()

/** Returns what an access is at this instant, in milliseconds since the epoch. */
export function emergencyStateAt(times: Times, now: number): EmergencyState {
  const { askerId, askedAt, endedAt, endedById } = times
  const until = openUntil(times)
  if (until !== null) {
    if (endedAt !== null) return 'ended'
    return now < Date.parse(until) ? 'open' : 'over'
  }
  if (endedAt !== null) return endedById === askerId ? 'withdrawn' : 'declined'
  return now < Date.parse(askedAt) + lapsesAfter ? 'asked' : 'lapsed'
}
