import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'

/** When this person works or is away, from the given instant on, as far as the actor may know. */
export async function shiftsSince(db: ActorDb, person: string, since: string) {
  return await db.query
    .selectFrom('shift')
    .select(['starts_at', 'ends_at', 'kind'])
    .where('org_id', '=', db.org)
    .where('person_id', '=', person)
    .where('ends_at', '>', since)
    .orderBy('starts_at')
    .execute()
}

/** The zone of the team that this person is an analyst in today, among those that the actor leads; else undefined. */
export async function zoneOfLed(db: ActorDb, person: string): Promise<string | undefined> {
  const { rows } = await sql<{
    zone: string
  }>`select t.zone from membership m join org o on o.org_id = m.org_id
    join team t on t.org_id = m.org_id and t.team_id = m.team_id
    where m.org_id = ${db.org} and m.person_id = ${person} and m.role = 'analyst'
      and m.team_id = any ((select app.visible_teams('lead'))::uuid[])
      and m.starts_on <= (now() at time zone o.zone)::date
      and (m.ends_on is null or m.ends_on > (now() at time zone o.zone)::date)
    order by m.starts_on limit 1`.execute(db.query)
  return rows[0]?.zone
}
