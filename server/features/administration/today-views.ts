import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { waitingFor } from './confirm-views.ts'
import { movesToConfirm } from './move-views.ts'

/** Returns the roles, invitations, addresses and moves of teams that wait for the reader to confirm them. */
export async function waiting(scope: Scope): Promise<Waiting[]> {
  const [rows, moves] = await Promise.all([waitingFor(scope), movesToConfirm(scope)])
  return [
    ...rows.map(({ kind: what, id, person, at }): Waiting => {
      const key = `confirmation:${what}:${id}:${at}`
      return { key, row: () => ({ kind: 'confirmation', group: 'now', key, at, person, what }) }
    }),
    ...moves.map(({ move_id: id, asker_id, asker_name, asked_at: timestamp }): Waiting => {
      const key = `confirmation:move:${id}`
      const person = { personId: asker_id ?? '', name: asker_name ?? '' }
      const head = { kind: 'confirmation', group: 'now', key, at: timestamp, person } as const
      return { key, row: () => ({ ...head, what: 'move' }) }
    }),
  ]
}
