import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { Rhythm } from '#shared/check-ins/rhythm-rules.ts'

type RhythmRow = { kind: 'chosen' | 'never'; weekday: number | null; wall_time: string | null }

export const rhythmOf = (row: RhythmRow | null | undefined): Rhythm => {
  if (!row) return { kind: 'weekly' }
  const { kind, weekday, wall_time: time } = row
  return kind === 'chosen' && weekday !== null && time !== null ? { kind, weekday, time } : { kind: 'never' }
}

/** The actor's own. */
export async function ownRhythm(db: ActorDb): Promise<Rhythm> {
  const row = await db.query
    .selectFrom('check_in_rhythm')
    .select(['kind', 'weekday', 'wall_time'])
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .executeTakeFirst()
  return rhythmOf(row)
}

export async function deleteRhythm(db: WriteDb): Promise<void> {
  await db.query
    .deleteFrom('check_in_rhythm')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .execute()
}

/** The last one wins: it is the person's own, from whichever phone. */
export async function putRhythm(db: WriteDb, rhythm: Exclude<Rhythm, { kind: 'weekly' }>): Promise<void> {
  const chosen = rhythm.kind === 'chosen' ? rhythm : { weekday: null, time: null }
  const values = { kind: rhythm.kind, weekday: chosen.weekday, wall_time: chosen.time }
  await db.query
    .insertInto('check_in_rhythm')
    .values({ org_id: db.org, person_id: db.person, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'person_id'])
        .doUpdateSet({ ...values, version: sql<number>`check_in_rhythm.version + 1` }),
    )
    .execute()
}

/** The actor's own, newest first; `days` back from now, or all. */
export async function ownFollowUps(db: ActorDb, days?: number) {
  return await db.query
    .selectFrom('check_in_follow_up')
    .select(['follow_up_id as followUpId', 'requested_at as requestedAt'])
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .$if(days !== undefined, (query) =>
      query.where('day', '>', sql<string>`current_date - ${days ?? 0}::int`),
    )
    .orderBy('requested_at', 'desc')
    .execute()
}

/**
 * Asks for a follow-up of the day, in the actor's zone, on which they claim to have asked: of the last two, whatever their
 * phone's clock says. A day has one.
 */
export async function insertFollowUp(db: WriteDb, followUpId: string, claimedAt: string): Promise<void> {
  await sql`insert into check_in_follow_up (org_id, follow_up_id, person_id, day)
    select ${db.org}, ${followUpId}, ${db.person},
      (greatest(least(${claimedAt}::timestamptz, now()), now() - interval '2 days') at time zone z.zone)::date
    from app.zone_of(${db.org}, ${db.person}) z on conflict do nothing`.execute(db.query)
}

/** One of the actor's own, or all of them with null. */
export async function deleteFollowUps(db: WriteDb, followUpId: string | null): Promise<void> {
  await db.query
    .deleteFrom('check_in_follow_up')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .$if(followUpId !== null, (query) => query.where('follow_up_id', '=', followUpId ?? ''))
    .execute()
}
