import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { MarkInput } from '#shared/policies/contracts.ts'
import { can } from '#shared/policy.ts'
import { insertGap, putMark, versionWithClauses } from './update-queries.ts'

/**
 * Command policies.mark. NOT_FOUND for an unknown version or a team in which the actor is no analyst, INVALID for another
 * policy's clause. The first gap of a person in a version opens an entry of the team's ledger.
 */
export async function mark({ db, actor }: CommandScope, input: MarkInput): Promise<CommandResult> {
  const { versionId, teamId, clauseId } = input
  if (!can(actor, 'mark.write', { personId: actor.person, teamId })) throw new AppError('NOT_FOUND')
  const version = await versionWithClauses(db, versionId)
  if (!version) throw new AppError('NOT_FOUND')
  if (clauseId && !version.clauses.includes(clauseId)) throw new AppError('INVALID', { field: 'clauseId' })
  const marked = await putMark(db, input)
  if (marked.opens) await insertGap(db, { ...input, policy: version.policy })
  await announce(db, {
    feature: 'policies',
    audience: { people: [actor.person], teams: [teamId] },
  })
  return { entityId: versionId, version: marked.version, at: marked.timestamp }
}
