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

/** A role as an administrator, ended ones too. */
export interface AdministratorRole {
  personId: string
  giverId: string | null
  confirmerId: string | null
  /** From when on it held: confirmed, and on its first day. ISO 8601. */
  since: string
  /** ISO 8601; null without an end. */
  until: string | null
}

/** Returns whether a person administered when it was asked, by a role that did not come from the other one in the week before. */
function administeredBefore(
  roles: readonly AdministratorRole[],
  { personId, otherId, asked }: { personId: string; otherId: string; asked: number },
): boolean {
  return roles.some(({ giverId, confirmerId, since, until, ...role }) => {
    const isFromOther = giverId === otherId || confirmerId === otherId
    return (
      role.personId === personId &&
      Date.parse(since) < asked &&
      (until === null || Date.parse(until) > asked) &&
      (!isFromOther || Date.parse(since) <= asked - lapsesAfter)
    )
  })
}

/**
 * Returns whether two administrators decide apart from each other: both administered before the request, and neither by a role
 * that the other gave or confirmed as shortly before it as a request waits. Otherwise who asks could make the second one.
 */
export function decideApart(
  { askerId, confirmerId, askedAt }: { askerId: string; confirmerId: string; askedAt: string },
  roles: readonly AdministratorRole[],
): boolean {
  const asked = Date.parse(askedAt)
  return (
    administeredBefore(roles, { personId: confirmerId, otherId: askerId, asked }) &&
    administeredBefore(roles, { personId: askerId, otherId: confirmerId, asked })
  )
}
