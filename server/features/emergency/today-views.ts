import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { can } from '#shared/policy.ts'
import { unconfirmedRows } from './queries.ts'
import { factsOf } from './rules.ts'

/** Returns the accesses that wait for the reader to confirm or decline them. */
export async function waiting({ db, actor, now }: Scope): Promise<Waiting[]> {
  if (!actor.roles.some(({ role }) => role === 'admin' || role === 'manager')) return []
  const rows = await unconfirmedRows(db)
  return rows
    .filter((row) => can(actor, 'emergency.confirm', factsOf(row, now())))
    .map((row) => {
      const { access_id: accessId, asked_at: timestamp } = row
      const key = `emergency:${accessId}`
      const person = { personId: row.subject_id, name: row.subject_name }
      return { key, row: () => ({ kind: 'emergency', group: 'now', key, at: timestamp, person, accessId }) }
    })
}
