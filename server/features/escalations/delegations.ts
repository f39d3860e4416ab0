import { announce } from '#server/db/announce.ts'
import type { CommandScope, Scope } from '#server/trpc.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { DelegateInput, EndDelegationInput } from '#shared/escalations/contracts.ts'
import type { DelegationsView } from '#shared/escalations/views.ts'
import {
  candidates,
  type DelegationRow,
  endDelegationRow,
  insertDelegation,
  ownDelegations,
} from './delegation-queries.ts'
import { refOf } from './views.ts'

const roles = ['lead', 'manager'] as const

/** Given by and to the reader, and whom they could name. */
export async function readDelegations({ db, actor }: Scope): Promise<DelegationsView> {
  const rows = await ownDelegations(db)
  const named = []
  for (const role of roles)
    if (actor.roles.some((held) => held.role === role))
      for (const { person_id, name } of await candidates(db, role))
        named.push({ personId: person_id, name, role })
  return {
    given: rows.filter((row) => row.from_id === actor.person).map(viewOf),
    received: rows.filter((row) => row.to_id === actor.person).map(viewOf),
    candidates: named,
  }
}

const viewOf = (row: DelegationRow) => ({
  delegationId: row.delegation_id,
  role: row.role,
  from: refOf(row.from_id, row.from_name),
  to: refOf(row.to_id, row.to_name),
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  endedAt: row.ended_at,
})

/** A delegation covers an absence: so many days and no more. */
const longestDays = 92

/** Command escalations.delegate. INVALID for who does not hold the same role, and for more than a quarter. */
export async function delegate(
  { db, actor, now }: CommandScope,
  input: DelegateInput,
): Promise<CommandResult> {
  if (!actor.roles.some((held) => held.role === input.role)) throw new AppError('FORBIDDEN')
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
