import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { SettleInput } from '#shared/today/contracts.ts'

export interface Settled {
  key: string
  how: 'done' | 'later'
  until: string | null
  at: string
  /** Settled on the reader's day of today. */
  today: boolean
}
export interface Day {
  /** The reader's zone, and the day that it is there. */
  zone: string
  day: string
  /** Of the keys asked for, and whatever was settled on this day. */
  settled: Settled[]
  /** Of the people asked for. */
  names: Record<string, string>
}
interface Asked {
  keys: string[]
  people: string[]
}

const dayStatement = prepare<{ org: string; me: string; now: string } & Asked, Day>('today_day', (db, p) => ({
  compile: () =>
    sql<Day>`with here as materialized (
        select zone, day, day::timestamp at time zone zone as starts
        from app.zone_of(${p.org}, ${p.me}) cross join lateral (select (${p.now}::timestamptz at time zone zone)::date as day) d
      ), mine as (
        select item_key, how, until, at from today_settled
        where org_id = ${p.org} and person_id = ${p.me} and item_key = any (${p.keys}::text[])
        union
        select item_key, how, until, at from today_settled
        where org_id = ${p.org} and person_id = ${p.me} and at >= (select starts from here)
      )
      select zone, day, coalesce((
          select jsonb_agg(jsonb_build_object('key', item_key, 'how', how, 'until', until, 'at', at, 'today', at >= starts)
            order by at desc) from mine
        ), '[]') as settled, coalesce((
          select jsonb_object_agg(x.person_id, x.name) from person x
          where x.org_id = ${p.org} and x.person_id = any (${p.people}::uuid[])
        ), '{}') as names
      from here`.compile(db),
}))

export async function dayOf(db: ActorDb, now: number, asked: Asked): Promise<Day> {
  const [row] = await db.run(dayStatement, {
    org: db.org,
    me: db.person,
    now: new Date(now).toISOString(),
    ...asked,
  })
  if (!row) throw new Error('The actor has no organisation')
  return row
}

/** The last tap wins; answers with how often this key was settled. */
export async function putSettled(db: WriteDb, { key, how, until }: SettleInput) {
  return await db.query
    .insertInto('today_settled')
    .values({ org_id: db.org, person_id: db.person, item_key: key, how, until })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'person_id', 'item_key']).doUpdateSet({
        how,
        until,
        at: sql<string>`clock_timestamp()`,
        version: sql<number>`today_settled.version + 1`,
      }),
    )
    .returning(['version', 'at'])
    .executeTakeFirstOrThrow()
}

export async function removeSettled(db: WriteDb, key: string): Promise<void> {
  await db.query
    .deleteFrom('today_settled')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .where('item_key', '=', key)
    .execute()
}
