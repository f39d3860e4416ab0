import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import { retentionNow } from '#server/db/retention-clock.ts'
import type { Schema } from '#server/db/schema.ts'
import type { InboxKind } from '#shared/inbox/kinds.ts'

export interface NotificationRow {
  org: string
  person: string
  kind: InboxKind
  entity: string
  by: string | null
  urgent: boolean
  /** ISO 8601; null for now. */
  notBefore: string | null
}

/**
 * Puts rows in, tells open phones of those that show at once, and leaves their push to the job. One statement however
 * many they are. What is held back is told of by that job when its time comes.
 */
const insertRows = (rows: string) =>
  sql<{ announced: null }>`with news as (
      select * from jsonb_to_recordset(${rows}::jsonb) as n
        (org uuid, id uuid, person uuid, kind text, entity uuid, by uuid, urgent boolean, "notBefore" timestamptz)
    ), put as (
      insert into inbox (org_id, inbox_id, person_id, kind, entity_id, by_id, urgent, at, push_at, told)
      select org, id, person, kind, entity, by, urgent, coalesce("notBefore", clock_timestamp()),
        coalesce("notBefore", clock_timestamp()), "notBefore" is null from news
    ), told as (
      insert into change (org_id, feature, person_id)
      select distinct org, 'inbox', person from news where "notBefore" is null
    )
    select pg_notify('dure_change', org::text) as announced from (select distinct org from news) as o`

const insertNotificationsStatement = prepare<{ rows: string }, { announced: null }>(
  'inbox_insert',
  (db, p) => ({
    compile: () => insertRows(p.rows).compile(db),
  }),
)

const withIds = (rows: readonly NotificationRow[]) =>
  JSON.stringify(rows.map((row) => ({ ...row, id: uuidv7() })))

export async function insertNotifications(db: WriteDb, rows: readonly NotificationRow[]): Promise<void> {
  if (rows.length > 0) db.atEnd(insertNotificationsStatement, { rows: withIds(rows) })
}

/** The same for a job, in its transaction. */
export async function insertNotificationsFromJob(
  transaction: Kysely<Schema>,
  rows: readonly NotificationRow[],
): Promise<void> {
  if (rows.length > 0) await insertRows(withIds(rows)).execute(transaction)
}

const listStatement = prepare<
  { org: string; person: string },
  {
    inbox_id: string
    kind: InboxKind
    entity_id: string
    by_id: string | null
    by_name: string | null
    at: string
    read_at: string | null
  }
>('inbox_list', (db, p) =>
  db
    .selectFrom('inbox as i')
    .leftJoin('person as by', (join) =>
      join.onRef('by.org_id', '=', 'i.org_id').onRef('by.person_id', '=', 'i.by_id'),
    )
    .select(['i.inbox_id', 'i.kind', 'i.entity_id', 'i.by_id', 'by.name as by_name', 'i.at', 'i.read_at'])
    .where('i.org_id', '=', p.org)
    .where('i.person_id', '=', p.person)
    .where('i.at', '<=', sql<string>`now()`)
    .where('i.at', '>', sql<string>`now() - interval '90 days'`)
    .orderBy('i.at', 'desc')
    .limit(200),
)

/** The actor's own, newest first. */
export const notificationsOf = (db: ActorDb) => db.run(listStatement, { org: db.org, person: db.person })

/** Undefined where none of them is the actor's; what was read before keeps its time. */
export async function setRead(db: WriteDb, ids: readonly string[]): Promise<string | undefined> {
  const rows = await db.query
    .updateTable('inbox')
    .set({ read_at: sql<string>`coalesce(read_at, clock_timestamp())` })
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .where('inbox_id', 'in', ids)
    .returning('read_at')
    .execute()
  return rows[0]?.read_at ?? undefined
}

export async function deleteOldNotifications(db: Kysely<Schema>): Promise<void> {
  await sql`delete from inbox where at < ${retentionNow} - interval '90 days'`.execute(db)
  await sql`delete from mail where created_at < ${retentionNow} - interval '90 days'`.execute(db)
}
