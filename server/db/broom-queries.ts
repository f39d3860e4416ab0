import { sql } from 'kysely'
import { commandsKeptFor } from '#shared/core/command-age.ts'
import type { OwnerDb } from './database.ts'
import { retentionNow } from './retention-clock.ts'

/** Rows that one statement deletes: what locks them ends soon. */
const batchSize = 5_000

/** Tables that are swept, with the condition. Intervals are of the retention clock. */
const heaps = {
  /** A week more than an id may be old, for phones whose clock runs ahead; an id of the future stays until then. */
  command: sql`applied_at < ${retentionNow} - make_interval(days => ${sql.lit(commandsKeptFor + 7)})
    and to_timestamp((('x' || substr(replace(command_id::text, '-', ''), 1, 12))::bit(48)::bigint) / 1000.0)
      < ${retentionNow} - make_interval(days => ${sql.lit(commandsKeptFor + 7)})`,
  sign_in_throttle: sql`updated_at < ${retentionNow} - interval '2 days' and blocked_until < now()`,
  invitation: sql`expires_at < ${retentionNow} - interval '90 days'`,
  address_request: sql`coalesce(decided_at, expires_at) < ${retentionNow} - interval '90 days'`,
  /** Who was refused what; what was done stays. */
  audit_log: sql`at < ${retentionNow} - interval '90 days' and action like '%.refused' and not exists (
    select from legal_hold h where h.org_id = audit_log.org_id and h.ended_at is null and (h.person_id = audit_log.actor_id
      or exists (select from membership m where m.org_id = h.org_id and m.team_id = h.team_id
        and m.person_id = audit_log.actor_id and m.starts_on <= h.until_on
        and coalesce(m.ends_on, 'infinity') > h.from_on)))`,
} as const
export type Heap = keyof typeof heaps
export const heapNames = Object.keys(heaps) as Heap[]

/** Returns how many rows of an organisation the next sweep deletes, by table. */
export async function countHeaps(db: OwnerDb, org: string): Promise<[string, number][]> {
  const named = Object.entries(heaps).filter(([heap]) => heap !== 'sign_in_throttle')
  const swept = [...named, ['change', sql`at < ${retentionNow} - interval '7 days'`] as const]
  return await Promise.all(
    swept.map(async ([heap, condition]): Promise<[string, number]> => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(heap)}
        where org_id = ${org} and ${condition}`.execute(db)
      return [heap, rows[0]?.count ?? 0]
    }),
  )
}

/** Deletes a batch of what nobody needs any more of one table. Returns whether there may be more. */
export async function sweepHeap(db: OwnerDb, heap: Heap): Promise<boolean> {
  const table = sql.table(heap)
  const { numAffectedRows = 0n } = await sql`delete from ${table} where ctid = any (array(
    select ctid from ${table} where ${heaps[heap]} limit ${sql.lit(batchSize)} for update skip locked))`.execute(
    db,
  )
  return numAffectedRows === BigInt(batchSize)
}

/**
 * Deletes a batch of changes that are older than a week, and marks up to where: a phone that was away for longer reads
 * everything again. Returns whether there may be more.
 */
export async function sweepChanges(db: OwnerDb): Promise<boolean> {
  return await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ org_id: string; xid: string; count: number }>`with gone as (
        delete from change where ctid = any (array(
          select ctid from change where at < ${retentionNow} - interval '7 days' limit ${sql.lit(batchSize)} for update skip locked))
        returning org_id, xid
      ) select org_id, max(xid)::text as xid, count(*)::int as count from gone group by org_id`.execute(
      transaction,
    )
    for (const { org_id, xid } of rows)
      await sql`update feed_epoch set swept_xid = greatest(swept_xid, ${xid}::xid8) where org_id = ${org_id}`.execute(
        transaction,
      )
    return rows.reduce((sum, { count }) => sum + count, 0) === batchSize
  })
}
