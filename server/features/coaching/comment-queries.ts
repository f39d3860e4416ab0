import { type RawBuilder, sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { ActionComment } from '#shared/coaching/views.ts'

/** Selects the comments on an action that the actor may read, oldest first. */
export const commentsOf = (item: RawBuilder<unknown>) => sql<ActionComment[]>`(
  select coalesce(json_agg(json_build_object('author', json_build_object('personId', c.author_id, 'name', coalesce(x.name, '')),
      'text', c.text, 'at', to_char(c.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'version', c.version)
    order by c.at, c.author_id), '[]')
  from action_comment c left join person x on x.org_id = c.org_id and x.person_id = c.author_id
  where c.org_id = ${item}.org_id and c.action_id = ${item}.action_id)`

interface NewComment {
  org: string
  me: string
  action: string
  text: string | null
  base: number | null
}
type Saved = { version: number; at: string }

const insertStatement = prepare<NewComment, Saved>('coaching_insert_comment', (db, p) => ({
  compile: () =>
    sql<Saved>`insert into action_comment (org_id, action_id, author_id, text)
      values (${p.org}, ${p.action}, ${p.me}, ${p.text}) on conflict do nothing returning version, at`.compile(
      db,
    ),
}))
const updateStatement = prepare<NewComment, Saved>('coaching_change_comment', (db, p) => ({
  compile: () =>
    sql<Saved>`update action_comment set text = ${p.text}, at = clock_timestamp(), version = version + 1
      where org_id = ${p.org} and action_id = ${p.action} and author_id = ${p.me} and version = ${p.base}::int
      returning version, at`.compile(db),
}))

/** Saves the actor's comment on an action over its version `base`; undefined where it is another version by now. */
export async function putComment(
  db: WriteDb,
  comment: Omit<NewComment, 'org' | 'me'>,
): Promise<Saved | undefined> {
  const parameters = { org: db.org, me: db.person, ...comment }
  const [saved] = await db.run(comment.base === null ? insertStatement : updateStatement, parameters)
  return saved
}
