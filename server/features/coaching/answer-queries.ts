import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'

/** When it was; undefined where this version is acknowledged already, or no longer the note's. */
export async function setAcknowledged(
  db: WriteDb,
  note: string,
  version: number,
): Promise<string | undefined> {
  const row = await db.query
    .updateTable('note_reading')
    .set({ acknowledged_at: sql<string>`clock_timestamp()` })
    .where('org_id', '=', db.org)
    .where('note_id', '=', note)
    .where('note_version', '=', version)
    .where('acknowledged_at', 'is', null)
    .returning('acknowledged_at')
    .executeTakeFirst()
  return row?.acknowledged_at ?? undefined
}

/** Returns when it was added; undefined where an addendum of this id exists. */
export async function insertAddendum(
  db: WriteDb,
  {
    noteId,
    addendumId,
    text,
    personId,
  }: { noteId: string; addendumId: string; text: string; personId: string },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('note_addendum')
    .values({
      org_id: db.org,
      addendum_id: addendumId,
      note_id: noteId,
      person_id: personId,
      author_id: db.person,
      text,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('added_at')
    .executeTakeFirst()
  return row?.added_at
}

/** Returns when it was acknowledged, now or before; undefined where the note has no such addendum. */
export async function setAddendumAcknowledged(
  db: WriteDb,
  note: string,
  addendum: string,
): Promise<string | undefined> {
  await db.query
    .updateTable('note_addendum')
    .set({ acknowledged_at: sql<string>`clock_timestamp()` })
    .where('org_id', '=', db.org)
    .where('note_id', '=', note)
    .where('addendum_id', '=', addendum)
    .where('acknowledged_at', 'is', null)
    .execute()
  const row = await db.query
    .selectFrom('note_addendum')
    .select('acknowledged_at')
    .where('org_id', '=', db.org)
    .where('note_id', '=', note)
    .where('addendum_id', '=', addendum)
    .executeTakeFirst()
  return row?.acknowledged_at ?? undefined
}

/** When it was written; undefined where a reply of this id exists. */
export async function insertReply(
  db: WriteDb,
  reply: { replyId: string; noteId: string; text: string; noteAuthorId: string },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('note_reply')
    .values({
      org_id: db.org,
      reply_id: reply.replyId,
      note_id: reply.noteId,
      note_author_id: reply.noteAuthorId,
      author_id: db.person,
      text: reply.text,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('at')
    .executeTakeFirst()
  return row?.at
}

export async function setFollowedUp(db: WriteDb, note: string): Promise<void> {
  await db.query
    .updateTable('note')
    .set({ followed_up_at: sql<string>`clock_timestamp()` })
    .where('org_id', '=', db.org)
    .where('note_id', '=', note)
    .where('followed_up_at', 'is', null)
    .execute()
}

/** Returns those of these people who lead the team today, as far as the actor may know who does. */
export async function leadsAmong(db: ActorDb, team: string, people: readonly string[]): Promise<string[]> {
  const rows = await db.query
    .selectFrom('app.membership_today')
    .select('person_id')
    .distinct()
    .where('org_id', '=', db.org)
    .where('team_id', '=', team)
    .where('person_id', 'in', people)
    .where('role', '=', 'lead')
    .execute()
  return rows.map((row) => row.person_id)
}

/** Returns whether the note's subject is an analyst of its team today. */
export async function isAnalystOf(db: ActorDb, note: { team_id: string; subject_id: string }) {
  const row = await db.query
    .selectFrom('app.membership_today')
    .select('person_id')
    .where('org_id', '=', db.org)
    .where('team_id', '=', note.team_id)
    .where('person_id', '=', note.subject_id)
    .where('role', '=', 'analyst')
    .executeTakeFirst()
  return row !== undefined
}
