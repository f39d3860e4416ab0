import { sql } from 'kysely'
import type { OwnerDb } from '#server/db/database.ts'
import type { PlannedStratum } from '#shared/draws/plan-rules.ts'
import type { StoredFrame } from './table.ts'

export interface StoredDraw {
  seed: number
  frame: StoredFrame
  frame_hash: string
  strata: PlannedStratum[]
  /** The references of the cases that it has, golden ones left out. */
  drawn: string[]
}

/** Returns what a draw is repeated from, and what it drew. */
export async function storedDraw(db: OwnerDb, drawId: string): Promise<StoredDraw | undefined> {
  const { rows } = await sql<StoredDraw>`
    select d.seed::float8 as seed, d.frame, d.frame_hash, d.strata, array(
      select a.reference from draw_case c join audit a on a.org_id = c.org_id and a.audit_id = c.audit_id
      where c.org_id = d.org_id and c.draw_id = d.draw_id order by a.reference collate "C") as drawn
    from draw d where d.draw_id = ${drawId}::uuid`.execute(db)
  return rows[0]
}
