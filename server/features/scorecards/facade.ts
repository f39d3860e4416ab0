import type { ActorDb } from '#server/db/actor-db.ts'
import type { AnalystScorecard } from '#shared/scorecards/views.ts'
import { figuresOfAnalyst } from './queries.ts'
import { scorecardOf } from './views.ts'

/**
 * Returns a person's scorecard in the team of today, in a transaction that an emergency access opened; null where they
 * audit in none.
 */
export async function scorecardInEmergency(db: ActorDb, personId: string): Promise<AnalystScorecard | null> {
  const row = await figuresOfAnalyst(db, personId, null)
  return row ? scorecardOf(personId, row) : null
}
