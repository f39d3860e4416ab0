import type { Actor } from '#shared/policy.ts'

/** Somebody is new in a team for eight weeks: the span that a comparison with the weeks before needs. */
const newForDays = 56

/** Returns whether who came on this day is new at `now` (milliseconds since the epoch), by the days of the team's zone. */
export function isNewInTeam(startsOn: string, now: number, zone: string): boolean {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  return Temporal.PlainDate.compare(startsOn, today.subtract({ days: newForDays })) > 0
}

export function teamsWithRole(actor: Actor, role: 'lead' | 'manager'): string[] {
  return actor.roles.flatMap((membership) =>
    membership.role === role && membership.teamId ? [membership.teamId] : [],
  )
}
