import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { BudgetInput, ExposureInput, ImportExposureInput } from '#shared/check-ins/contracts.ts'
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
      'severity',
      'source',
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

/** Returns whether another entry of the actor's that was read in has this day and kind. */
export async function isReadIn(
  db: ActorDb,
  { entryId, day, harm }: Pick<ExposureInput, 'entryId' | 'day' | 'harm'>,
): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select exists (
      select from exposure_entry e join exposure_entry f on f.org_id = e.org_id and f.person_id = e.person_id
        and f.source = 'file' and f.day = ${day} and f.harm = ${harm} and f.entry_id <> e.entry_id
      where e.org_id = ${db.org} and e.person_id = ${db.person} and e.entry_id = ${entryId} and e.source = 'file'
    ) as taken`.execute(db.query)
  return rows[0]?.taken ?? false
}

/**
 * Adds entries that were read in; one of the same day and kind that was read in before takes the new minutes and severity,
 * and stays as it is where they are the same. Returns false where the id of a new one is taken.
 */
export async function putFileEntries(db: WriteDb, entries: ImportExposureInput['entries']): Promise<boolean> {
  const { rows } = await sql<{ whole: boolean }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
        as x ("entryId" uuid, day date, harm text, minutes int, severity text)
    ), known as (
      select e.entry_id, e.day, e.harm from exposure_entry e join given g on g.day = e.day and g.harm = e.harm
      where e.org_id = ${db.org}::uuid and e.person_id = ${db.person}::uuid and e.source = 'file'
    ), changed as (
      update exposure_entry e set minutes = g.minutes, severity = g.severity, entered_at = clock_timestamp(),
        version = e.version + 1
      from known k join given g on g.day = k.day and g.harm = k.harm
      where e.org_id = ${db.org}::uuid and e.entry_id = k.entry_id
        and (e.minutes <> g.minutes or e.severity is distinct from g.severity)
    ), missing as (
      select g.* from given g where not exists (select from known k where k.day = g.day and k.harm = g.harm)
    ), added as (
      insert into exposure_entry (org_id, entry_id, person_id, day, harm, minutes, severity, source)
      select ${db.org}::uuid, "entryId", ${db.person}::uuid, day, harm, minutes, severity, 'file' from missing
      on conflict do nothing returning entry_id
    )
    select (select count(*) from missing) = (select count(*) from added) as whole`.execute(db.query)
  return rows[0]?.whole ?? false
}

/** Undefined where the id is another's. */
export async function putEntry(db: WriteDb, entry: ExposureInput) {
  const values = {
    ...{ day: entry.day, harm: entry.harm, minutes: entry.minutes, started_at: entry.startedAt },
    ...(entry.severity === undefined ? {} : { severity: entry.severity }),
  }
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
