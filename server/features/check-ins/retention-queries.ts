import { sql } from 'kysely'
import type { OwnerDb } from '#server/db/database.ts'
import { retentionNow } from '#server/db/retention-clock.ts'
import { defaultRetentionDays } from '#shared/check-ins/rules.ts'

const days = sql`coalesce((select s.retention_days from wellbeing_setting s where s.org_id = x.org_id),
  ${sql.lit(defaultRetentionDays)}) * interval '1 day'`

/** Whose check-in it was, as the keystore knows it. */
export interface Expired {
  org: string
  person: string
  item: string
}

/** A row that lies aside, with its table. */
export type Aside = Expired & { place: string }

/** Rows of each table that a run takes at most. */
const batchSize = 500

interface Kept {
  place: string
  /** Its id, whose it is, and the age that counts. */
  id: string
  person: string
  since: string
  /** Rows that refer to it and go with it. */
  parts: readonly string[]
}
/** Tables that retention takes from. */
const expiring: readonly Kept[] = [
  {
    place: 'check_in',
    id: 'check_in_id',
    person: 'person_id',
    since: 'at',
    parts: ['check_in_answer', 'check_in_view'],
  },
  { place: 'exposure_entry', id: 'entry_id', person: 'person_id', since: 'entered_at', parts: [] },
  { place: 'talk_request', id: 'request_id', person: 'asker_id', since: 'ended_at', parts: [] },
  { place: 'questionnaire_answer', id: 'answer_id', person: 'person_id', since: 'at', parts: [] },
  { place: 'check_in_follow_up', id: 'follow_up_id', person: 'person_id', since: 'requested_at', parts: [] },
  { place: 'rotation_request', id: 'rotation_id', person: 'person_id', since: 'ended_at', parts: [] },
  { place: 'talk_offer', id: 'offer_id', person: 'person_id', since: 'offered_at', parts: [] },
]

/**
 * As the owner: lays aside a batch of what is older than its organisation keeps it, out of everybody's reach. Its keys stay
 * until it is deleted.
 */
export async function setExpiredAside(db: OwnerDb, now: string, run: number): Promise<void> {
  for (const { place, id, person, since, parts } of expiring) {
    const [key, age] = [sql.ref(`x.${id}`), sql.ref(`x.${since}`)]
    const part = (table: string) => sql`${sql.lit(table)}, (select coalesce(jsonb_agg(to_jsonb(p)), '[]')
      from ${sql.table(table)} p where p.org_id = x.org_id and p.${sql.ref(id)} = ${key})`
    const contents = sql.join([sql`${sql.lit(place)}, jsonb_build_array(to_jsonb(x))`, ...parts.map(part)])
    await sql`with x as materialized (
        select x.* from ${sql.table(place)} x where ${age} < ${now}::timestamptz - ${days}
        order by ${age} limit ${sql.lit(batchSize)} for update skip locked
      ), kept as (
        insert into expired_row (org_id, place, row_id, person_id, at, run, contents)
        select x.org_id, ${sql.lit(place)}, ${key}, ${sql.ref(`x.${person}`)}, ${age}, ${run},
          jsonb_build_object(${contents}) from x
        on conflict (org_id, place, row_id) do update set run = excluded.run, contents = excluded.contents
      ) delete from ${sql.table(place)} t using x where t.org_id = x.org_id and t.${sql.ref(id)} = ${key}`.execute(
      db,
    )
  }
}

/** As the owner: how many rows of an organisation the next runs lay aside, by table. */
export async function countExpired(db: OwnerDb, org: string): Promise<[string, number][]> {
  return await Promise.all(
    expiring.map(async ({ place, since }): Promise<[string, number]> => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(place)} x
        where x.org_id = ${org} and ${sql.ref(`x.${since}`)} < ${retentionNow} - ${days}`.execute(db)
      return [place, rows[0]?.count ?? 0]
    }),
  )
}

/** As the owner: deletes what was laid aside in this run or before it. Returns what it was. */
export async function deleteAside(db: OwnerDb, run: number): Promise<Aside[]> {
  const { rows } = await sql<Aside>`delete from expired_row where run <= ${run}
    returning place, org_id as org, person_id as person, row_id as item`.execute(db)
  return rows
}

/** As the owner: what lies aside. */
export async function rowsAside(db: OwnerDb): Promise<Aside[]> {
  const { rows } =
    await sql<Aside>`select place, org_id as org, person_id as person, row_id as item from expired_row`.execute(
      db,
    )
  return rows
}

/** As the owner: forgets these that lie aside. */
export async function forgetAside(db: OwnerDb, gone: readonly Aside[]): Promise<void> {
  for (const { place, org, item } of gone)
    await sql`delete from expired_row where org_id = ${org} and place = ${place} and row_id = ${item}`.execute(
      db,
    )
}

/** As the owner: puts everything back that lies aside. Returns how many rows there were. */
export async function putBack(db: OwnerDb): Promise<number> {
  for (const { place, parts } of expiring)
    for (const table of [place, ...parts])
      await sql`insert into ${sql.table(table)}
        select r.* from expired_row e, jsonb_populate_recordset(null::${sql.table(table)}, e.contents -> ${sql.lit(table)}) r
        where e.place = ${place} on conflict do nothing`.execute(db)
  const { numAffectedRows = 0n } = await sql`delete from expired_row`.execute(db)
  return Number(numAffectedRows)
}

/** As the owner: the moment, in milliseconds since the epoch, before which nothing sealed is left; undefined without any. */
export async function oldestCheckIn(db: OwnerDb): Promise<number | undefined> {
  const { rows } = await sql<{
    at: number | null
  }>`select extract(epoch from min(at))::float8 * 1000 as at from (
    select min(at) as at from check_in union all select min(at) from questionnaire_answer
    union all select min(at) from expired_row where place in ('check_in', 'questionnaire_answer')) x`.execute(
    db,
  )
  return rows[0]?.at ?? undefined
}

/** As the owner: whose sealed answers there are, of every organisation, by their tables. */
export async function answersWithOwners(db: OwnerDb): Promise<Aside[]> {
  const { rows } = await sql<Aside>`
    select 'check_in' as place, org_id as org, person_id as person, check_in_id as item from check_in_answer
    union all
    select 'questionnaire_answer', org_id, person_id, answer_id from questionnaire_answer`.execute(db)
  return rows
}

/** As the owner: the same with the sealed answers themselves; none in a database that has no such table yet. */
export async function sealedAnswers(db: OwnerDb): Promise<(Expired & { answers: Buffer })[]> {
  const { rows } = await sql<{
    there: boolean
  }>`select to_regclass('check_in_answer') is not null as there`.execute(db)
  if (!rows[0]?.there) return []
  return await db
    .selectFrom('check_in_answer')
    .select(['org_id as org', 'person_id as person', 'check_in_id as item', 'answers'])
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
