/** The subjects of a request: to erase a person, to end a legal hold, or to change a period of retention. */
export const requestSubjects = ['erasure', 'hold_end', 'period'] as const
export type RequestSubject = (typeof requestSubjects)[number]

const day = 86_400_000
/** Milliseconds after which a request that nobody confirmed lapses. The table has the same days. */
const lapsesAfter = 7 * day

export const requestStates = [
  'asked',
  'lapsed',
  'withdrawn',
  'declined',
  'overtaken',
  'confirmed',
  'waits',
  'done',
] as const
/**
 * 'asked': waits to be confirmed; 'lapsed', 'withdrawn', 'declined': was never confirmed; 'overtaken': something else was
 * quicker, or it can no longer be done; 'confirmed': the server does it; 'waits': it is an
 * erasure of which a legal hold keeps some; 'done'.
 */
export type RequestState = (typeof requestStates)[number]

interface Times {
  askerId: string
  askedAt: string
  confirmedAt: string | null
  endedAt: string | null
  endedById: string | null
  doneAt: string | null
  /** Since when a legal hold keeps some of it. */
  waitingAt: string | null
}

/** Returns when a request lapses that nobody confirms. ISO 8601 in UTC. */
export const lapsesAt = (askedAt: string): string => new Date(Date.parse(askedAt) + lapsesAfter).toISOString()

/** Returns what a request is at this instant, in milliseconds since the epoch. */
export function requestStateAt(times: Times, now: number): RequestState {
  const { askerId, askedAt, confirmedAt, endedAt, endedById, doneAt, waitingAt } = times
  if (doneAt !== null) return 'done'
  if (endedAt !== null) {
    if (endedById === null) return 'overtaken'
    return endedById === askerId ? 'withdrawn' : 'declined'
  }
  if (confirmedAt !== null) return waitingAt === null ? 'confirmed' : 'waits'
  return now < Date.parse(askedAt) + lapsesAfter ? 'asked' : 'lapsed'
}
