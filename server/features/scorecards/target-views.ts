import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import type { TeamTargets } from '#shared/scorecards/views.ts'
import { entriesOf, teamOfTargets } from './target-queries.ts'

/** A team's targets with their history. NOT_FOUND for whoever has no part in the team. */
export async function readTargets(
  { db, actor }: Scope,
  { teamId }: { teamId: string },
): Promise<TeamTargets> {
  if (!can(actor, 'target.read', { teamId })) throw new AppError('NOT_FOUND')
  return await targetsOfTeam(db, teamId)
}

/** Returns a team's targets. @throws NOT_FOUND where the reader does not see it. */
export async function targetsOfTeam(db: ActorDb, teamId: string): Promise<TeamTargets> {
  const [team, entries] = await Promise.all([teamOfTargets(db, teamId), entriesOf(db, teamId)])
  if (!team) throw new AppError('NOT_FOUND')
  const { name: teamName, today, target_accuracy: accuracy, limit_missed: missed } = team
  return {
    ...{ teamId, teamName, today, version: entries.at(-1)?.number ?? 0 },
    initial: { accuracy, missed, overEnforced: team.limit_over_enforced },
    entries: entries.map(({ number, metric, effective_from, rate, set_by, set_at, name }) => ({
      ...{ number, metric, effectiveFrom: effective_from, rate, setAt: set_at },
      setBy: name === null ? null : { personId: set_by, name },
    })),
  }
}
