import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'

export interface SharedRow {
  check_in_id: string
  person_id: string
  name: string
  team_id: string
  zone: string
  at: string
  read: boolean
}
const sharedStatement = prepare<{ org: string; me: string }, SharedRow>('check_ins_shared', (db, p) => ({
  compile: () =>
    sql<SharedRow>`select c.check_in_id, c.person_id, x.name, c.team_id, t.zone, least(c.claimed_at, c.at) as at,
        exists (select 1 from check_in_view v where v.org_id = c.org_id and v.check_in_id = c.check_in_id
          and v.viewer_id = c.reader_id) as read
      from check_in c
      join person x on x.org_id = c.org_id and x.person_id = c.person_id
      join team t on t.org_id = c.org_id and t.team_id = c.team_id
      where c.org_id = ${p.org} and c.reader_id = ${p.me} and c.audience = 'lead'
      order by c.at desc`.compile(db),
}))

/** Returns what people share with the actor, without what it says; newest first. */
export const sharedWith = (db: ActorDb): Promise<SharedRow[]> =>
  db.run(sharedStatement, { org: db.org, me: db.person })

/** Logs that the actor reads these, before they are read. */
export async function insertViews(db: WriteDb, person: string, checkInIds: readonly string[]): Promise<void> {
  await sql`insert into check_in_view (org_id, check_in_id, viewer_id, person_id)
    select ${db.org}, unnest(${checkInIds}::uuid[]), ${db.person}, ${person} on conflict do nothing`.execute(
    db.query,
  )
}

export async function sealedOf(db: ActorDb, checkInIds: readonly string[]) {
  return await db.query
    .selectFrom('check_in_answer')
    .select(['check_in_id', 'answers', 'note'])
    .where('org_id', '=', db.org)
    .where('check_in_id', 'in', [...checkInIds])
    .execute()
}
