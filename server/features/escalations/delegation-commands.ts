import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { DelegateInput, EndDelegationInput } from '#shared/escalations/contracts.ts'
import { candidates, endDelegationRow, insertDelegation } from './delegation-queries.ts'

/** A delegation covers an absence: so many days and no more. */
const longestDays = 92

/** Command escalations.delegate. INVALID for who does not hold the same role, and for more than a quarter. */
export async function delegate(
  { db, actor, now }: CommandScope,
  input: DelegateInput,
): Promise<CommandResult> {
  if (!actor.roles.some((membership) => membership.role === input.role)) throw new AppError('FORBIDDEN')
  const known = await candidates(db, input.role)
  if (!known.some(({ person_id }) => person_id === input.toId))
    throw new AppError('INVALID', { field: 'toId' })
  const lasts = Date.parse(input.endsAt) - Math.max(now(), Date.parse(input.startsAt))
  if (lasts <= 0 || lasts > longestDays * 86_400_000) throw new AppError('INVALID', { field: 'endsAt' })
  if (!(await insertDelegation(db, input))) throw new AppError('CONFLICT')
  await announce(db, { feature: 'escalations', audience: { people: [actor.person, input.toId] } })
  return { entityId: input.delegationId, version: 1, at: new Date(now()).toISOString() }
}

/** Command escalations.endDelegation, by who gave it, at once. */
export async function endDelegation(
  { db, actor, now }: CommandScope,
  { delegationId }: EndDelegationInput,
): Promise<CommandResult> {
  const ended = await endDelegationRow(db, delegationId)
  if (!ended) throw new AppError('NOT_FOUND')
  await announce(db, { feature: 'escalations', audience: { people: [actor.person, ended.to_id] } })
  return { entityId: delegationId, version: 2, at: new Date(now()).toISOString() }
}
