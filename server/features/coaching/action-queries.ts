import { sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import { namedReaders } from './reader-queries.ts'

const lockActionsStatement = prepare<{ note: string }, never>('coaching_lock_actions', (db, p) => ({
  compile: () => sql<never>`select pg_advisory_xact_lock(hashtextextended(${p.note}::text, 0))`.compile(db),
}))

/** Until the end of the transaction: an item is not removed by one hand while another finishes it. */
export async function lockActions(db: WriteDb, note: string): Promise<void> {
  await db.run(lockActionsStatement, { note })
}

const items = (json: string) => sql`jsonb_to_recordset(${json}::jsonb)
  as x("actionId" uuid, "ownerId" uuid, title text, "dueOn" date)`
interface ActionsOf {
  org: string
  note: string
  actions: string
}
const removeActionsStatement = prepare<ActionsOf, never>('coaching_remove_actions', (db, p) => ({
  compile: () =>
    sql<never>`update action_item i set removed_at = clock_timestamp(), version = i.version + 1
      where i.org_id = ${p.org} and i.note_id = ${p.note} and i.removed_at is null
        and i.action_id not in (select x."actionId" from ${items(p.actions)})
        and not exists (select 1 from action_state d
          where d.org_id = i.org_id and d.action_id = i.action_id and d.done_at is not null)`.compile(db),
}))
const updateActionsStatement = prepare<ActionsOf, never>('coaching_update_actions', (db, p) => ({
  compile: () =>
    sql<never>`update action_item i set title = x.title, due_on = x."dueOn", owner_id = x."ownerId",
        removed_at = null, version = i.version + 1
      from ${items(p.actions)}
      where i.org_id = ${p.org} and i.note_id = ${p.note} and i.action_id = x."actionId"
        and (i.title, i.due_on, i.owner_id, i.removed_at)
          is distinct from (x.title, x."dueOn", x."ownerId", null::timestamptz)`.compile(db),
}))
const insertActionsStatement = prepare<ActionsOf, never>('coaching_insert_actions', (db, p) => ({
  compile: () =>
    sql<never>`insert into action_item (org_id, note_id, action_id, owner_id, title, due_on)
      select ${p.org}, ${p.note}, x."actionId", x."ownerId", x.title, x."dueOn" from ${items(p.actions)}
      on conflict do nothing`.compile(db),
}))
const putStatesStatement = prepare<ActionsOf, never>('coaching_put_action_states', (db, p) => ({
  compile: () =>
    sql<never>`insert into action_state as d (org_id, action_id, owner_id)
      select i.org_id, i.action_id, i.owner_id from action_item i
      where i.org_id = ${p.org} and i.note_id = ${p.note} and i.removed_at is null
      on conflict (org_id, action_id) do update set owner_id = excluded.owner_id
        where d.owner_id <> excluded.owner_id`.compile(db),
}))
const countActionsStatement = prepare<ActionsOf, { n: number }>('coaching_count_actions', (db, p) => ({
  compile: () =>
    sql<{ n: number }>`select count(*)::int as n from action_item i join ${items(p.actions)}
      on x."actionId" = i.action_id where i.org_id = ${p.org} and i.note_id = ${p.note}`.compile(db),
}))

/** The note's items become these; false where an id is another note's. */
export async function setActions(
  db: WriteDb,
  { noteId: note, actions }: SaveNoteInput,
  isNew: boolean,
): Promise<boolean> {
  const parameters = { org: db.org, note, actions: JSON.stringify(actions) }
  if (!isNew) {
    await lockActions(db, note)
    await db.run(removeActionsStatement, parameters)
    if (actions.length > 0) await db.run(updateActionsStatement, parameters)
  }
  if (actions.length === 0) return true
  await db.run(insertActionsStatement, parameters)
  await db.run(putStatesStatement, parameters)
  const [found] = await db.run(countActionsStatement, parameters)
  return found?.n === actions.length
}

export async function actionFacts(db: WriteDb, actionId: string) {
  return await db.query
    .selectFrom('action_item as i')
    .innerJoin('note as n', (join) =>
      join.onRef('n.org_id', '=', 'i.org_id').onRef('n.note_id', '=', 'i.note_id'),
    )
    .innerJoin('action_state as d', (join) =>
      join.onRef('d.org_id', '=', 'i.org_id').onRef('d.action_id', '=', 'i.action_id'),
    )
    .select([
      'n.note_id',
      'n.team_id',
      'n.author_id',
      'n.subject_id',
      'n.audience',
      namedReaders(sql`n`).as('readers'),
      'i.owner_id',
      sql<number>`i.version + d.version`.as('version'),
    ])
    .where('i.org_id', '=', db.org)
    .where('i.action_id', '=', actionId)
    .where('i.removed_at', 'is', null)
    .executeTakeFirst()
}

/** Under the lock of the note's actions. */
export async function setDone(db: WriteDb, actionId: string, done: boolean): Promise<void> {
  await db.query
    .updateTable('action_state')
    .set({
      done_at: done ? sql<string>`clock_timestamp()` : null,
      done_by: done ? db.person : null,
      version: sql`version + 1`,
    })
    .where('org_id', '=', db.org)
    .where('action_id', '=', actionId)
    .execute()
}
