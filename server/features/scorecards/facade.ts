import type { ActorDb } from '#server/db/actor-db.ts'
import type { Actor } from '#shared/policy.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import { targetsOf, weeksFrom } from './figure-views.ts'
import { figuresOfPeople } from './queries.ts'
import { teamsHeld } from './rules.ts'
import { knownSignals } from './signal-rules.ts'

/** What in the data of the people whom the actor leads is worth a look. */
export async function signalsOfLedTeams(db: ActorDb, actor: Actor): Promise<Signal[]> {
  const led = teamsHeld(actor, 'lead')
  if (led.length === 0) return []
  return (await figuresOfPeople(db, led)).flatMap((row) => {
    const weeks = weeksFrom(row.first_week, row.weeks)
    return knownSignals({ personId: row.person_id, teamId: row.team_id, weeks, targets: targetsOf(row) })
  })
}
