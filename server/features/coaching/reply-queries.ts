import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'

export interface ReplyRow {
  note_id: string
  reply_id: string
  author_id: string
  author_name: string
  text: string
  at: string
}

/** Replies of a page. */
export const repliesSize = 50

const columns = sql`r.note_id, r.reply_id, r.author_id, coalesce(a.name, '') as author_name, r.text, r.at`
const withAuthor = sql`note_reply r left join person a on a.org_id = r.org_id and a.person_id = r.author_id`

const newestStatement = prepare<{ org: string; notes: readonly string[] }, ReplyRow>(
  'coaching_replies',
  (db, p) => ({
    compile: () =>
      sql<ReplyRow>`select n.* from unnest(${p.notes}::uuid[]) as asked (note_id)
        cross join lateral (select ${columns} from ${withAuthor}
          where r.org_id = ${p.org} and r.note_id = asked.note_id
          order by r.at desc, r.reply_id desc limit ${sql.lit(repliesSize + 1)}) n
        order by n.at, n.reply_id`.compile(db),
  }),
)

/** Returns the newest replies of each note and one more, oldest first. */
export const newestReplies = (db: ActorDb, notes: readonly string[]): Promise<ReplyRow[]> =>
  db.run(newestStatement, { org: db.org, notes })

const earlierStatement = prepare<{ org: string; note: string; before: string }, ReplyRow>(
  'coaching_replies_earlier',
  (db, p) => ({
    compile: () =>
      sql<ReplyRow>`select e.* from (select ${columns} from ${withAuthor}
        where r.org_id = ${p.org} and r.note_id = ${p.note} and (r.at, r.reply_id) < (
          select b.at, b.reply_id from note_reply b
          where b.org_id = ${p.org} and b.note_id = ${p.note} and b.reply_id = ${p.before})
        order by r.at desc, r.reply_id desc limit ${sql.lit(repliesSize + 1)}) e
      order by e.at, e.reply_id`.compile(db),
  }),
)

/** Returns the replies of a note before one of them, and one more than a page, oldest first. */
export const repliesBefore = (db: ActorDb, note: string, before: string): Promise<ReplyRow[]> =>
  db.run(earlierStatement, { org: db.org, note, before })
