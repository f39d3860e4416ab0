import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { BudgetInput, ExposureInput } from '#shared/check-ins/contracts.ts'
import type { ExposureEntry } from '#shared/check-ins/exposure-views.ts'

export interface OwnDay {
  zone: string
  day: string
}

/** Returns the actor's zone and the day that it is there at the instant `now`. */
export async function ownDay(db: ActorDb, now: string): Promise<OwnDay> {
  const { rows } = await sql<OwnDay>`select zone, (${now}::timestamptz at time zone zone)::date as day
    from app.zone_of(${db.org}, ${db.person})`.execute(db.query)
  const [row] = rows
  if (!row) throw new Error('The actor has no organisation')
  return row
}

/** The actor's own from this day on, newest first. */
export async function entriesSince(
  db: ActorDb,
  day: string,
): Promise<(ExposureEntry & { enteredAt: string })[]> {
  return await db.query
    .selectFrom('exposure_entry')
    .select([
      'entry_id as entryId',
      'day',
      'harm',
      'minutes',
      'started_at as startedAt',
      'entered_at as enteredAt',
      'version',
    ])
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .where('day', '>=', day)
    .orderBy('day', 'desc')
    .orderBy('entered_at', 'desc')
    .execute()
}

/** Undefined where the id is another's. */
export async function putEntry(db: WriteDb, entry: ExposureInput) {
  const values = { day: entry.day, harm: entry.harm, minutes: entry.minutes, started_at: entry.startedAt }
  return await db.query
    .insertInto('exposure_entry')
    .values({ org_id: db.org, entry_id: entry.entryId, person_id: db.person, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'entry_id'])
        .doUpdateSet({
          ...values,
          entered_at: sql<string>`clock_timestamp()`,
          version: sql<number>`exposure_entry.version + 1`,
        })
        .where('exposure_entry.person_id', '=', db.person),
    )
    .returning(['version', 'entered_at'])
    .executeTakeFirst()
}

export async function deleteEntry(db: WriteDb, entryId: string): Promise<void> {
  await db.query
    .deleteFrom('exposure_entry')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .where('entry_id', '=', entryId)
    .execute()
}

/** Returns the budgets of every team that the actor is in, leads or manages and that set one of its own. */
export async function budgetRows(db: ActorDb) {
  return await db.query
    .selectFrom('team as t')
    .leftJoin('exposure_budget as b', (join) =>
      join.onRef('b.org_id', '=', 't.org_id').onRef('b.team_id', '=', 't.team_id'),
    )
    .select(['t.team_id', 't.name', 'b.minutes_per_day', 'b.minutes_without_break', 'b.version'])
    .where('t.org_id', '=', db.org)
    .orderBy('t.name')
    .execute()
}

/** Compare-and-set: undefined where the budget is not of the version that was looked at, null for one never set. */
export async function putBudget(db: WriteDb, input: BudgetInput, base: number | null) {
  const values = { minutes_per_day: input.minutesPerDay, minutes_without_break: input.minutesWithoutBreak }
  if (base === null || base === 0)
    return await db.query
      .insertInto('exposure_budget')
      .values({ org_id: db.org, team_id: input.teamId, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
  return await db.query
    .updateTable('exposure_budget')
    .set({ ...values, version: sql`version + 1` })
    .where('org_id', '=', db.org)
    .where('team_id', '=', input.teamId)
    .where('version', '=', base)
    .returning('version')
    .executeTakeFirst()
}
