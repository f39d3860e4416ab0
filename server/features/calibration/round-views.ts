import type { ActorDb } from '#server/db/actor-db.ts'
import { hasEnded } from '#shared/calibration/rules.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Actor, type CalibrationFacts, can } from '#shared/policy.ts'
import { type RaterRow, type RoundRow, raterRows, roundRows } from './queries.ts'

export interface LoadedRound {
  row: RoundRow
  /** Those that the reader may see: themselves alone, before they have submitted. */
  raters: RaterRow[]
  facts: CalibrationFacts
}

/** Returns a round with the raters that the reader may see. @throws NOT_FOUND for whoever takes no part in it. */
export async function loadRound(db: ActorDb, actor: Actor, roundId: string): Promise<LoadedRound> {
  const [[row], raters] = await Promise.all([roundRows(db, roundId), raterRows(db, roundId)])
  if (!row) throw new AppError('NOT_FOUND')
  const facts = factsOf(row, raters)
  if (!can(actor, 'calibration.read', facts)) throw new AppError('NOT_FOUND')
  return { row, raters, facts }
}

const factsOf = (row: RoundRow, raters: readonly RaterRow[]): CalibrationFacts => ({
  teamId: row.team_id,
  raterIds: raters.map(({ person_id }) => person_id),
  submittedIds: raters.flatMap(({ person_id, submitted_at }) => (submitted_at ? [person_id] : [])),
  ended: hasEnded({ closedAt: row.closed_at, raters: row.raters, submitted: row.submitted }),
})
