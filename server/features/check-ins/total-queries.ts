import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import type { CheckInItem } from '#shared/check-ins/rules.ts'
import type { ResponseBand, Suppression, TotalLevel } from '#shared/check-ins/totals-rules.ts'

/** Closed periods of a team that the actor may see, newest first. */
export async function totalsOf(db: ActorDb, teamId: string) {
  return await db.query
    .selectFrom('check_in_total')
    .select(['from_day', 'item', 'level', 'why', 'response'])
    .where('org_id', '=', db.org)
    .where('team_id', '=', teamId)
    .orderBy('from_day', 'desc')
    .limit(3 * 26)
    .execute()
}

/** The team's name, and the day it is in the organisation's zone, from which periods are counted. */
export async function teamAndDay(db: ActorDb, teamId: string, now: string) {
  const { rows } = await sql<{ name: string; day: string }>`
    select t.name, (${now}::timestamptz at time zone o.zone)::date as day from team t join org o on o.org_id = t.org_id
    where t.org_id = ${db.org} and t.team_id = ${teamId}`.execute(db.query)
  return rows[0]
}

export interface OrgDay {
  org_id: string
  zone: string
  day: string
  began: string
  /** First day of the newest period that was closed. */
  closed: string | null
}

/** As the owner: every organisation with the day it is there, and what was closed last. */
export async function orgDays(db: OwnerDb, now: string): Promise<OrgDay[]> {
  const { rows } = await sql<OrgDay>`
    select o.org_id, o.zone, (${now}::timestamptz at time zone o.zone)::date as day,
      (o.created_at at time zone o.zone)::date as began,
      (select max(t.from_day) from check_in_total t where t.org_id = o.org_id) as closed
    from org o`.execute(db)
  return rows
}

export interface TeamNode {
  team_id: string
  parent_id: string | null
}
export interface Counted {
  team_id: string
  person_id: string
}
export type CountedAnswer = Counted & { check_in_id: string; answers: Buffer; note: Buffer }

/** As the owner: what the totals of one period of one organisation are made of. */
export async function materialOf(
  db: OwnerDb,
  { org, zone, from, to }: { org: string; zone: string; from: string; to: string },
): Promise<{ teams: TeamNode[]; members: Counted[]; answers: CountedAnswer[] }> {
  const teams = await db
    .selectFrom('team')
    .select(['team_id', 'parent_id'])
    .where('org_id', '=', org)
    .execute()
  // Who was there for the whole of it, and had come to Dure and held the role, given and confirmed, before it began: as an analyst in their
  // team, as a lead or manager in the one above. A first day that was entered later counts for audits alone.
  const { rows: members } = await sql<Counted>`
    select distinct m.person_id, case m.role when 'analyst' then m.team_id else t.parent_id end as team_id
    from membership m join team t on t.org_id = m.org_id and t.team_id = m.team_id
    join person p on p.org_id = m.org_id and p.person_id = m.person_id
    where m.org_id = ${org} and m.starts_on <= ${from}::date and (m.ends_on is null or m.ends_on > ${to}::date)
      and m.confirmed_at is not null and greatest(m.given_at, m.confirmed_at, p.welcomed_at) < ${from}::timestamp at time zone ${zone} and p.welcomed_at is not null
      and (m.role = 'analyst' or t.parent_id is not null)`.execute(db)
  const { rows: answers } = await sql<CountedAnswer>`
    select c.team_id, c.person_id, c.check_in_id, a.answers, a.note
    from check_in c join check_in_answer a on a.org_id = c.org_id and a.check_in_id = c.check_in_id
    where c.org_id = ${org} and c.audience = 'total' and c.team_id is not null
      and c.at >= ${from}::timestamp at time zone ${zone} and c.at < (${to}::date + 1)::timestamp at time zone ${zone}
    order by c.at, c.check_in_id`.execute(db)
  return { teams, members, answers }
}

/** As the owner: who was in each figure that was published since this day; the figures in no order. */
export async function publishedSince(
  db: OwnerDb,
  org: string,
  item: CheckInItem,
  since: string,
): Promise<Set<string>[]> {
  const rows = await db
    .selectFrom('check_in_total_member')
    .select(['team_id', 'from_day', 'pseudonym'])
    .where('org_id', '=', org)
    .where('item', '=', item)
    .where('from_day', '>=', since)
    .execute()
  const figures = Map.groupBy(rows, ({ team_id, from_day }) => `${team_id} ${from_day}`)
  return [...figures.values()].map(
    (people) => new Set(people.map(({ pseudonym }) => pseudonym.toString('hex'))),
  )
}

export interface TotalRow {
  team_id: string
  item: CheckInItem
  level: TotalLevel | null
  why: Suppression | null
  response: ResponseBand | null
  people: readonly string[]
}

/**
 * Freezes a period and tells open phones; false where another process was quicker. All of it in one transaction: a period
 * is closed whole or not at all.
 */
export async function insertTotals(
  db: OwnerDb,
  { org, from, rows }: { org: string; from: string; rows: readonly TotalRow[] },
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('totals' || ${org}::text, 0))`.execute(tx)
    const done = await tx
      .selectFrom('check_in_total')
      .select('team_id')
      .where('org_id', '=', org)
      .where('from_day', '=', from)
      .limit(1)
      .executeTakeFirst()
    if (done || rows.length === 0) return false
    const head = { org_id: org, from_day: from }
    await tx
      .insertInto('check_in_total')
      .values(rows.map(({ people: _, ...row }) => ({ ...head, ...row })))
      .execute()
    const members = rows.flatMap(({ team_id, item, people }) =>
      people.map((person) => ({ ...head, team_id, item, pseudonym: Buffer.from(person, 'hex') })),
    )
    if (members.length > 0) await tx.insertInto('check_in_total_member').values(members).execute()
    await sql`with told as (
        insert into change (org_id, feature, team_id)
        select distinct ${org}::uuid, 'check-ins', t from unnest(${rows.map((row) => row.team_id)}::uuid[]) as t
      ) select pg_notify('dure_change', ${org}::text)`.execute(tx)
    return true
  })
}
