import type { Scope } from '#server/core/scope.ts'
import type { RotationsView, RotationView } from '#shared/check-ins/rotation-views.ts'
import * as queries from './rotation-queries.ts'

/** Query checkIns.rotation: one's own. */
export async function readRotation({ db }: Pick<Scope, 'db'>): Promise<RotationView> {
  const [topics, suggests, teamId, [last]] = await Promise.all([
    queries.topicRows(db),
    queries.readSuggests(db),
    queries.analystTeam(db),
    queries.ownRotations(db),
  ])
  return {
    topics,
    suggests,
    mayAsk: teamId !== undefined,
    request: last
      ? {
          rotationId: last.rotation_id,
          state: last.state,
          askedAt: last.asked_at,
          endedAt: last.ended_at,
          version: last.version,
        }
      : null,
  }
}

/** Query checkIns.rotations: open requests of people whom the reader leads. Row-level security says whose. */
export async function readRotations({ db }: Pick<Scope, 'db'>): Promise<RotationsView> {
  const rows = await queries.openRotations(db)
  return rows.map((row) => ({
    rotationId: row.rotation_id,
    person: { personId: row.person_id, name: row.name },
    at: row.asked_at,
    version: row.version,
  }))
}
