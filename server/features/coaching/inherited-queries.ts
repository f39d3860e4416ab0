import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Audience } from '#shared/coaching/rules.ts'
import type { ActionComment } from '#shared/coaching/views.ts'
import { commentsOf } from './comment-queries.ts'

/** What is known of the note of an action that the actor inherited; the note itself is closed to them. */
interface InheritedNote {
  note_id: string
  team_id: string
  author_id: string
  subject_id: string
  audience: Audience
}
interface InheritedRow extends InheritedNote {
  action_id: string
  author_name: string
  owner_id: string
  owner_name: string
  title: string
  due_on: string | null
  done_at: string | null
  comments: ActionComment[]
  version: number
}

const listStatement = prepare<{ org: string; subject: string }, InheritedRow>(
  'coaching_inherited',
  (db, p) => ({
    compile: () =>
      sql<InheritedRow>`select h.action_id, h.note_id, h.team_id, h.author_id, h.subject_id, h.audience,
        coalesce(a.name, '') as author_name, i.owner_id, coalesce(o.name, '') as owner_name, i.title, i.due_on,
        d.done_at, ${commentsOf(sql`i`)} as comments, i.version + d.version as version
      from app.inherited_actions() h
      join action_item i on i.org_id = ${p.org} and i.action_id = h.action_id
      join action_state d on d.org_id = ${p.org} and d.action_id = h.action_id
      left join person a on a.org_id = ${p.org} and a.person_id = h.author_id
      left join person o on o.org_id = ${p.org} and o.person_id = i.owner_id
      where h.subject_id = ${p.subject}
      order by d.done_at is not null, i.due_on nulls last, h.action_id`.compile(db),
  }),
)

/** Returns the actions about one analyst that the actor inherited, the open ones first. */
export const inheritedActions = (db: ActorDb, subject: string): Promise<InheritedRow[]> =>
  db.run(listStatement, { org: db.org, subject })

const factsStatement = prepare<{ org: string; action: string }, InheritedNote & { version: number }>(
  'coaching_inherited_facts',
  (db, p) => ({
    compile: () =>
      sql<
        InheritedNote & { version: number }
      >`select h.note_id, h.team_id, h.author_id, h.subject_id, h.audience,
          i.version + d.version as version
        from app.inherited_actions() h
        join action_item i on i.org_id = ${p.org} and i.action_id = h.action_id
        join action_state d on d.org_id = ${p.org} and d.action_id = h.action_id
        where h.action_id = ${p.action}`.compile(db),
  }),
)

/** Returns what decides about an action that the actor inherited; undefined where it is none. */
export async function inheritedFacts(db: WriteDb, action: string) {
  const [row] = await db.run(factsStatement, { org: db.org, action })
  return row
}
