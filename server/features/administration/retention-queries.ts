import { type Kysely, sql } from 'kysely'
import type { OwnerDb } from '#server/db/database.ts'
import { retentionNow } from '#server/db/retention-clock.ts'
import type { Schema } from '#server/db/schema.ts'
import type { RetentionKind } from '#shared/core/retention-rules.ts'
import { formerMember } from '#shared/people/former-member.ts'

/** Returns the periods that an organisation set, in days. */
export async function setPeriods(db: Kysely<Schema>, org: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('retention_period')
    .select(['kind', 'days'])
    .where('org_id', '=', org)
    .execute()
  return new Map(rows.map(({ kind, days }) => [kind, days]))
}

/** As the owner: sets a period, with its row of the audit trail. `by`: who asked for it; null for whoever runs the server. */
export async function setPeriod(
  db: OwnerDb,
  { org, kind, days, by = null }: { org: string; kind: RetentionKind; days: number; by?: string | null },
): Promise<void> {
  await db
    .insertInto('retention_period')
    .values({ org_id: org, kind, days, changed_by: by })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'kind']).doUpdateSet({ days, changed_by: by, changed_at: sql`now()` }),
    )
    .execute()
  await db
    .insertInto('audit_log')
    .values({
      ...{ org_id: org, entry_id: sql`gen_random_uuid()`, actor_id: null, team_id: null, entity_id: null },
      ...{ action: 'retention.setPeriod', details: JSON.stringify({ kind, days }) },
    })
    .execute()
}

export interface Leaver {
  personId: string
  /** Days since the last role of the person ended, by the retention clock. */
  days: number
}

/** Returns who had roles that are all over, the longest gone first. */
export async function leavers(db: OwnerDb, org: string): Promise<Leaver[]> {
  const { rows } = await sql<Leaver>`
    select m.person_id as "personId", z.day - max(m.ends_on) as days
    from membership m join org o on o.org_id = m.org_id
    cross join lateral (select (${retentionNow} at time zone o.zone)::date as day) z
    where m.org_id = ${org} and m.person_id <> ${formerMember.personId}
    group by m.person_id, z.day
    having bool_and(m.ends_on is not null) and max(m.ends_on) <= z.day
    order by days desc, m.person_id`.execute(db)
  return rows
}

/** Returns how many days an organisation keeps wellbeing data; undefined where it set nothing. */
export async function wellbeingDays(db: Kysely<Schema>, org: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('wellbeing_setting')
    .select('retention_days')
    .where('org_id', '=', org)
    .executeTakeFirst()
  return row?.retention_days
}
