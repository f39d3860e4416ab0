import type { ActorDb } from '#server/db/actor-db.ts'
import { withCause } from '#shared/scorecards/cause-rules.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import { targetsOf, weeksFrom } from './figure-views.ts'
import { type PersonRow, policiesOfPeople } from './queries.ts'
import { knownSignals } from './signal-rules.ts'

/** Returns what in the data of these people is worth a look, each with its cause: their policies are read only then. */
export async function signalsOf(db: ActorDb, people: readonly PersonRow[]): Promise<Signal[]> {
  const signals = people.flatMap((row) => {
    const weeks = weeksFrom(row.first_week, row.weeks)
    return knownSignals({ personId: row.person_id, teamId: row.team_id, weeks, targets: targetsOf(row) })
  })
  const worries = signals.filter(({ kind }) => kind !== 'recovery')
  if (worries.length === 0) return signals
  const firstWeeks = new Map(people.map((row) => [row.team_id, row.first_week]))
  const policies = await policiesOfPeople(
    db,
    [...firstWeeks.keys()],
    worries.map(({ personId }) => personId),
  )
  return signals.map((signal) =>
    withCause(
      signal,
      policies
        .filter((row) => row.analyst_id === signal.personId && row.team_id === signal.teamId)
        .map((row) => ({ ...row, weeks: weeksFrom(firstWeeks.get(row.team_id) ?? signal.from, row.weeks) })),
    ),
  )
}
