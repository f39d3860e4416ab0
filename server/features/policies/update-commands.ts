import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { MarkInput } from '#shared/policies/contracts.ts'
import { insertGap, putMark, versionWithClauses, wasAnalystOf } from './update-queries.ts'
import { markingTeamOf } from './update-rules.ts'

/**
 * Command policies.mark. A mark that was made before a change of teams is set in the present one. NOT_FOUND for an unknown
 * version or a team in which the actor never was an analyst, INVALID for another policy's clause. The first gap of a person in a
 * version opens an entry of the team's ledger.
 */
export async function mark({ db, actor }: CommandScope, sent: MarkInput): Promise<CommandResult> {
  const { versionId, clauseId } = sent
  const teamId = markingTeamOf(actor, sent.teamId)
  if (!teamId || (teamId !== sent.teamId && !(await wasAnalystOf(db, sent.teamId))))
    throw new AppError('NOT_FOUND')
  const input = { ...sent, teamId }
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
