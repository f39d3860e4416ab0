import type { ActorDb } from '#server/db/actor-db.ts'
import type { EscalationRow } from '#shared/escalations/views.ts'
import type { Actor } from '#shared/policy.ts'
import { openOrder, rowsIn } from './list-views.ts'
import { rowView } from './row-views.ts'

/** What waits for the reader: everything open that they decide, hold, or that is routed to their function. */
export async function openEscalations(db: ActorDb, actor: Actor): Promise<EscalationRow[]> {
  const rows = await rowsIn(db, actor, { scope: 'all', state: 'open', before: undefined })
  return openOrder(rows).map((row) => rowView(row, actor))
}
