import type { Scope } from '#server/core/scope.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import type { MoveInsView, OriginView } from '#shared/reviews/move-in-views.ts'
import { type MoveRow, movesOfTeam, originOf, teamToMoveTo } from './move-in-queries.ts'

/** Returns what was moved in for a team, for who leads it or administers; NOT_FOUND for everybody else. */
export async function readMoveIns(
  { db, actor }: Scope,
  { teamId }: { teamId: string },
): Promise<MoveInsView> {
  if (!can(actor, 'team.moveIn', { teamId })) throw new AppError('NOT_FOUND')
  const target = { org: db.org, actor: db.person, query: db.query }
  if (!(await teamToMoveTo(target, teamId))) throw new AppError('NOT_FOUND')
  const rows = await movesOfTeam(target, teamId)
  return { moves: rows.map(moveOf) }
}

export function moveOf(row: MoveRow): MoveInsView['moves'][number] {
  const { moved_by: by, moved_by_name: name } = row
  return {
    ...{ moveInId: row.move_in_id, source: row.source, files: row.files, at: row.moved_at },
    by: by === null ? null : { personId: by, name: name ?? '' },
    counts: row.counts,
    undoneAt: row.undone_at,
  }
}

/** Returns where a review or a round came from; nothing where it was made here, or where the reader may not see it. */
export async function readOrigin({ db }: Scope, { entityId }: { entityId: string }): Promise<OriginView> {
  const row = await originOf(db, entityId)
  if (!row) return { origin: null }
  const { stored, out_of: outOf, reckoned, difference: reason } = row
  const differs = reason !== null && stored !== null && outOf !== null
  return {
    origin: {
      ...{ kind: row.kind, source: row.source, externalId: row.external_id, at: row.moved_at },
      difference: differs ? { stored, outOf, reckoned, reason } : null,
    },
  }
}
