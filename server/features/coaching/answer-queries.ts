import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { holdsToday } from './queries.ts'

/** Undefined where it is acknowledged already, or where the note moved on from this version. */
export async function insertAcknowledgement(
  db: WriteDb,
  note: string,
  version: number,
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('note_acknowledgement')
    .columns(['org_id', 'note_id', 'note_version', 'person_id'])
    .expression((from) =>
      from
        .selectFrom('note')
        .select(['org_id', 'note_id', 'version', 'subject_id'])
        .where('org_id', '=', db.org)
        .where('note_id', '=', note)
        .where('version', '=', version),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('at')
    .executeTakeFirst()
  return row?.at
}

/** When it was written; undefined where a reply of this id exists. */
export async function insertReply(
  db: WriteDb,
  reply: { replyId: string; noteId: string; text: string },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('note_reply')
    .values({
      org_id: db.org,
      reply_id: reply.replyId,
      note_id: reply.noteId,
      author_id: db.person,
      text: reply.text,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('at')
    .executeTakeFirst()
  return row?.at
}

export async function insertFollowUp(db: WriteDb, note: string, day: string): Promise<void> {
  await db.query
    .insertInto('note_follow_up')
    .values({ org_id: db.org, note_id: note, follow_up_on: day })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether the note's author leads its team today, as far as the actor may know who does. */
export async function authorLeads(db: ActorDb, note: { team_id: string; author_id: string }) {
  const row = await db.query
    .selectFrom('membership as m')
    .innerJoin('org as o', 'o.org_id', 'm.org_id')
    .select('m.person_id')
    .where('m.org_id', '=', db.org)
    .where('m.team_id', '=', note.team_id)
    .where('m.person_id', '=', note.author_id)
    .where('m.role', '=', 'lead')
    .where(sql<boolean>`${holdsToday}`)
    .executeTakeFirst()
  return row !== undefined
}
