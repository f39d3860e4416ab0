import type { Scope } from '#server/core/scope.ts'
import type { MovesView, MoveView } from '#shared/administration/views.ts'
import { type Actor, can } from '#shared/policy.ts'
import { confirmedMoves, type MoveRow, waitingMoves } from './move-queries.ts'
import { moveFacts } from './rules.ts'

function viewOf(actor: Actor, row: MoveRow): MoveView {
  const waits = row.confirmed_at === null
  return {
    ...{ moveId: row.move_id, teamId: row.team_id, teamName: row.team_name },
    ...{ fromName: row.from_name, toName: row.to_name },
    asker: row.asker_id ? { personId: row.asker_id, name: row.asker_name ?? '' } : null,
    confirmer: row.confirmer_id ? { personId: row.confirmer_id, name: row.confirmer_name ?? '' } : null,
    newReaders: row.new_readers,
    at: row.confirmed_at ?? row.asked_at,
    mayConfirm: waits && row.stands && can(actor, 'team.confirmMove', moveFacts(row)),
    mayDecline: waits && can(actor, 'team.declineMove', { teamId: row.team_id }),
  }
}

/** Returns the moves that the reader may confirm, the oldest first; nothing for who neither administers nor manages. */
export async function movesToConfirm({ db, actor }: Scope): Promise<MoveRow[]> {
  if (!actor.roles.some(({ role }) => role === 'admin' || role === 'manager')) return []
  return (await waitingMoves(db)).filter((row) => viewOf(actor, row).mayConfirm)
}

/** administration.moves: for everybody, as far as their teams go. */
export async function readMoves({ db, actor }: Scope): Promise<MovesView> {
  const [waiting, confirmed] = await Promise.all([waitingMoves(db), confirmedMoves(db)])
  const visible = (rows: readonly MoveRow[]) =>
    rows
      .filter((row) =>
        can(actor, 'team.seeMove', { teamId: row.team_id, confirmed: row.confirmed_at !== null }),
      )
      .map((row) => viewOf(actor, row))
  return { waiting: visible(waiting), confirmed: visible(confirmed) }
}
