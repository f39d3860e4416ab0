import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import type { AskInput } from '#shared/emergency/contracts.ts'

export type OwnerAccess = AskInput & { org: string; askerId: string }

/** Returns whether the person administers today. */
export async function administers(db: Kysely<Schema>, org: string, personId: string): Promise<boolean> {
  const found = await db
    .selectFrom('app.membership_today')
    .select('person_id')
    .where('org_id', '=', org)
    .where('person_id', '=', personId)
    .where('role', '=', 'admin')
    .executeTakeFirst()
  return found !== undefined
}

/** Opens an access at once, as the owner of the tables, with its row of the audit trail. Returns who is to be notified. */
export async function openAccess(
  db: Kysely<Schema>,
  { org, accessId, subjectId, askerId, reason, hours }: OwnerAccess,
): Promise<string[]> {
  await db
    .insertInto('emergency_access')
    .values({
      ...{ org_id: org, access_id: accessId, subject_id: subjectId, asker_id: askerId, reason, hours },
      ...{ confirmed_by: null, confirmed_at: sql`now()`, ended_by: null, ended_at: null },
    })
    .execute()
  await db
    .insertInto('audit_log')
    .values({
      ...{ org_id: org, entry_id: sql`gen_random_uuid()`, actor_id: null, team_id: null },
      ...{ action: 'emergency.open', entity_id: accessId, details: JSON.stringify({ hours }) },
    })
    .execute()
  // The functions answer somebody: here whoever will read.
  await sql`select set_config('app.org', ${org}, true), set_config('app.actor', ${askerId}, true)`.execute(db)
  const { rows } = await sql<{ person_id: string }>`
    select a as person_id from app.emergency_audience(${subjectId}::uuid) a
    union select ${subjectId}::uuid union select ${askerId}::uuid`.execute(db)
  await sql`select set_config('app.org', '', true), set_config('app.actor', '', true)`.execute(db)
  const recipients = rows.map((row) => row.person_id)
  await sql`insert into change (org_id, feature, person_id)
    select ${org}::uuid, 'emergency', unnest(${recipients}::uuid[])`.execute(db)
  return recipients
}
