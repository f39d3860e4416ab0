import { sql } from 'kysely'
import type { OwnerDb } from '#server/db/database.ts'
import { defaultRetentionDays } from '#shared/check-ins/rules.ts'

const days = sql`coalesce((select s.retention_days from wellbeing_setting s where s.org_id = x.org_id),
  ${sql.lit(defaultRetentionDays)}) * interval '1 day'`

/** Whose check-in it was, as the keystore knows it. */
export interface Expired {
  org: string
  person: string
  item: string
}

/** As the owner: deletes what is older than its organisation keeps it, and says whose it was. */
export async function deleteExpired(db: OwnerDb, now: string): Promise<Expired[]> {
  const { rows } = await sql<Expired>`delete from check_in x where x.at < ${now}::timestamptz - ${days}
    returning x.org_id as org, x.person_id as person, x.check_in_id as item`.execute(db)
  await sql`delete from exposure_entry x where x.entered_at < ${now}::timestamptz - ${days}`.execute(db)
  await sql`delete from talk_request x where x.ended_at < ${now}::timestamptz - ${days}`.execute(db)
  return rows
}

/** As the owner: whose sealed answers there are, of every organisation. */
export async function answersWithOwners(db: OwnerDb): Promise<Expired[]> {
  return await db
    .selectFrom('check_in_answer')
    .select(['org_id as org', 'person_id as person', 'check_in_id as item'])
    .execute()
}

/** Days that any organisation keeps raw answers. */
export async function longestRetention(db: OwnerDb): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select coalesce(max(coalesce(s.retention_days, ${sql.lit(defaultRetentionDays)})), ${sql.lit(defaultRetentionDays)})::int
      as days
    from org o left join wellbeing_setting s on s.org_id = o.org_id`.execute(db)
  return rows[0]?.days ?? defaultRetentionDays
}

/** Forgets who was in old totals, which is of no use once nothing is compared with them. */
export async function forgetMembers(db: OwnerDb, before: string): Promise<void> {
  await db.deleteFrom('check_in_total_member').where('from_day', '<', before).execute()
}
