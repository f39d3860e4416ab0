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

/** Returns the zone of a person who is an analyst today in a team that the actor leads; undefined for anybody else. */
export async function zoneOfLed(db: ActorDb, person: string): Promise<string | undefined> {
  const { rows } = await sql<{ zone: string }>`select zone from app.zone_of(${db.org}, ${person})
    where exists (select from app.membership_today m
      where m.org_id = ${db.org} and m.person_id = ${person} and m.role = 'analyst'
        and m.team_id = any ((select app.visible_teams('lead'))::uuid[]))`.execute(db.query)
  return rows[0]?.zone
}
