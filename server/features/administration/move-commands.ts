import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import { notify } from '#server/features/inbox/facade.ts'
import type { MoveInput } from '#shared/administration/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { askToConfirm } from './confirm-commands.ts'
import { audienceOfRole, confirmersOfRole } from './confirm-queries.ts'
import { decideMove, type MoveRow, moveById, newReadersOf, replaceMove } from './move-queries.ts'
import { done, moveFacts } from './rules.ts'

interface Move {
  teamId: string
  parentId: string | null
}

/**
 * Returns whether the team may be moved at once; else asks for it to be confirmed.
 * @throws FORBIDDEN 'nobody_confirms' where nobody else could: then whoever runs the server moves it.
 */
export async function moveOrAsk(scope: CommandScope, move: Move): Promise<boolean> {
  const { db, actor } = scope
  const newReaders = await newReadersOf(db, move)
  if (can(actor, 'team.move', { newReaders })) return true
  const all = await confirmersOfRole(db, { role: 'lead', teamId: move.teamId })
  const confirmers = all.filter((id) => !newReaders.includes(id))
  const id = await replaceMove(db, move)
  await askToConfirm(scope, { id, personId: actor.person, confirmers })
  return false
}

/** Command administration.confirmMove: the team stands there from now on; it and the managers are told who moved and confirmed it. */
export async function confirmMove(scope: CommandScope, { moveId }: MoveInput): Promise<CommandResult> {
  const { db, actor } = scope
  const row = await waitingMove(scope, moveId)
  if (!can(actor, 'team.confirmMove', moveFacts(row))) throw new AppError('FORBIDDEN')
  if (!row.stands) throw new AppError('CONFLICT', { reason: 'team_moved' })
  const before = await audienceOfRole(db, row.team_id)
  if (!(await decideMove(db, moveId, 'confirmed'))) throw new AppError('CONFLICT')
  const asker = row.asker_id ? [row.asker_id] : []
  const to = [...new Set([...before, ...(await audienceOfRole(db, row.team_id)), ...asker])]
  await notify(db, { to, kind: 'team_moved', entityId: moveId })
  await announce(db, { feature: 'people', audience: { people: [...new Set([...to, db.person])] } })
  return done(scope, moveId)
}

/** Command administration.declineMove: the team stays, and who asked is told. */
export async function declineMove(scope: CommandScope, { moveId }: MoveInput): Promise<CommandResult> {
  const { db, actor } = scope
  const row = await waitingMove(scope, moveId)
  if (!can(actor, 'team.declineMove', { teamId: row.team_id })) throw new AppError('FORBIDDEN')
  if (!(await decideMove(db, moveId, 'declined'))) throw new AppError('CONFLICT')
  const to = row.asker_id ? [row.asker_id] : []
  const confirmers = await confirmersOfRole(db, { role: 'lead', teamId: row.team_id })
  await notify(db, { to, kind: 'move_declined', entityId: moveId })
  await announce(db, {
    feature: 'people',
    audience: { people: [...new Set([...to, ...confirmers, db.person])] },
  })
  return done(scope, moveId)
}

async function waitingMove({ db, actor }: CommandScope, moveId: string): Promise<MoveRow> {
  const row = await moveById(db, moveId)
  const visible =
    row && can(actor, 'team.seeMove', { teamId: row.team_id, confirmed: row.confirmed_at !== null })
  if (!visible) throw new AppError('NOT_FOUND')
  if (row.confirmed_at !== null) throw new AppError('CONFLICT', { reason: 'confirmed_already' })
  return row
}
