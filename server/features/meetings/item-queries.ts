import { sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { AddItemInput, ChangeItemInput } from '#shared/meetings/contracts.ts'
import type { Outcome } from '#shared/meetings/rules.ts'

const closeStatement = prepare<
  { org: string; series: string; day: string; me: string; rows: string },
  { item_id: string }
>('meetings_close', (db, p) => ({
  compile: () =>
    sql<{ item_id: string }>`insert into agenda_item_state (org_id, item_id, outcome, closed_day, changed_by)
      select ${p.org}, i.item_id, r.outcome, ${p.day}::date, ${p.me}
      from json_to_recordset(${p.rows}::json) as r (item uuid, outcome text)
      join agenda_item i on i.org_id = ${p.org} and i.item_id = r.item and i.series_id = ${p.series}
      on conflict (org_id, item_id) do update set outcome = excluded.outcome, closed_day = excluded.closed_day,
        changed_by = excluded.changed_by, changed_at = clock_timestamp()
      where agenda_item_state.outcome is null
      returning item_id`.compile(db),
}))

/** Closes items of a series in one of its meetings; what was closed before stays as it was. */
export async function closeItems(
  db: WriteDb,
  {
    series,
    day,
    items,
  }: { series: string; day: string; items: readonly { itemId: string; outcome: Outcome }[] },
): Promise<void> {
  if (items.length === 0) return
  const rows = JSON.stringify(items.map(({ itemId: item, outcome }) => ({ item, outcome })))
  await db.run(closeStatement, { org: db.org, series, day, me: db.person, rows })
}

/** Holds an item with the series that it belongs to. */
export interface ItemFacts {
  series_id: string
  team_id: string
  lead_id: string
  subject_id: string
  author_id: string
  is_private: boolean
  ended: boolean
  closed: boolean
  version: number
}
const itemStatement = prepare<{ org: string; item: string }, ItemFacts>('meetings_item', (db, p) => ({
  compile: () =>
    sql<ItemFacts>`select i.series_id, s.team_id, s.lead_id, s.subject_id, i.author_id, i.is_private,
        s.ended_at is not null as ended, t.outcome is not null as closed, i.version
      from agenda_item i
      join meeting_series s on s.org_id = i.org_id and s.series_id = i.series_id
      left join agenda_item_state t on t.org_id = i.org_id and t.item_id = i.item_id
      where i.org_id = ${p.org} and i.item_id = ${p.item}`.compile(db),
}))

/** Returns an item that the actor sees. */
export async function itemFacts(db: WriteDb, item: string): Promise<ItemFacts | undefined> {
  const [row] = await db.run(itemStatement, { org: db.org, item })
  return row
}

const sourceStatement = prepare<{ org: string; kind: string; id: string }, { owner_id: string }>(
  'meetings_source',
  (db, p) => ({
    compile: () =>
      sql<{ owner_id: string }>`select c.person_id as owner_id from check_in c
        where ${p.kind} = 'check_in' and c.org_id = ${p.org} and c.check_in_id = ${p.id}
        union all select r.analyst_id from review r
        where ${p.kind} = 'review' and r.org_id = ${p.org} and r.review_id = ${p.id}`.compile(db),
  }),
)

/** Returns whose a check-in or a review is that the actor sees. */
export async function ownerOfSource(
  db: WriteDb,
  { kind, id }: { kind: string; id: string },
): Promise<string | undefined> {
  const [row] = await db.run(sourceStatement, { org: db.org, kind, id })
  return row?.owner_id
}

const insertItemStatement = prepare<
  {
    org: string
    item: string
    series: string
    author: string
    text: string
    isPrivate: boolean
    kind: string | null
    source: string | null
    claimed: string
  },
  { timestamp: string }
>('meetings_insert_item', (db, p) => ({
  compile: () =>
    sql<{
      timestamp: string
    }>`insert into agenda_item (org_id, item_id, series_id, author_id, text, is_private, source_kind, source_id, claimed_at)
      values (${p.org}, ${p.item}, ${p.series}, ${p.author}, ${p.text}, ${p.isPrivate}, ${p.kind}, ${p.source}, ${p.claimed})
      on conflict do nothing returning added_at as timestamp`.compile(db),
}))

/** Adds an item to an agenda. Returns when; undefined where one of this id exists. */
export async function insertItem(
  db: WriteDb,
  { itemId: item, seriesId: series, text, isPrivate, source }: AddItemInput,
  claimed: string,
): Promise<string | undefined> {
  const from = { kind: source?.kind ?? null, source: source?.id ?? null }
  const values = { org: db.org, item, series, author: db.person, text, isPrivate, claimed }
  const [row] = await db.run(insertItemStatement, { ...values, ...from })
  return row?.timestamp
}

const updateItemStatement = prepare<
  { org: string; item: string; base: number; text: string; isPrivate: boolean },
  { timestamp: string }
>('meetings_update_item', (db, p) =>
  db
    .updateTable('agenda_item')
    .set({ text: p.text, is_private: p.isPrivate, version: sql`version + 1` })
    .where('org_id', '=', p.org)
    .where('item_id', '=', p.item)
    .where('version', '=', p.base)
    .returning(sql<string>`clock_timestamp()`.as('timestamp')),
)

/** Revises an item by compare-and-set. Returns when; undefined where somebody was quicker. */
export async function updateItem(
  db: WriteDb,
  { itemId: item, text, isPrivate }: ChangeItemInput,
  base: number,
): Promise<string | undefined> {
  const [row] = await db.run(updateItemStatement, { org: db.org, item, base, text, isPrivate })
  return row?.timestamp
}

const tickStatement = prepare<
  { org: string; item: string; me: string; done: boolean },
  { timestamp: string }
>('meetings_tick', (db, p) => ({
  compile: () =>
    sql<{ timestamp: string }>`insert into agenda_item_state (org_id, item_id, done_at, changed_by)
        values (${p.org}, ${p.item}, case when ${p.done}::boolean then clock_timestamp() end, ${p.me})
        on conflict (org_id, item_id) do update set
          done_at = case when ${p.done}::boolean then coalesce(agenda_item_state.done_at, clock_timestamp()) end,
          changed_by = excluded.changed_by, changed_at = clock_timestamp()
        returning changed_at as timestamp`.compile(db),
}))

/** Ticks an item, or unticks it. Returns when. */
export async function tickItem(db: WriteDb, item: string, done: boolean): Promise<string | undefined> {
  const [row] = await db.run(tickStatement, { org: db.org, item, me: db.person, done })
  return row?.timestamp
}
