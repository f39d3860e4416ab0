import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { waitingFor } from './confirm-views.ts'

/** Returns the roles, invitations and addresses that wait for the reader to confirm them. */
export async function waiting(scope: Scope): Promise<Waiting[]> {
  const rows = await waitingFor(scope)
  return rows.map(({ kind: what, id, person, at }) => {
    const key = `confirmation:${what}:${id}:${at}`
    return { key, row: () => ({ kind: 'confirmation', group: 'now', key, at, person, what }) }
  })
}
