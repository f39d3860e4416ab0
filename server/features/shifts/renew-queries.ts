import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Schema } from '#server/db/schema.ts'
import { shiftRows } from '#shared/shifts/roster-rules.ts'
import { type EntryKind, horizon, type WeekdayHours } from '#shared/shifts/rules.ts'

/** Says where shifts are renewed: as an actor in their transaction, or as the owner of the database. */
export interface RenewTarget {
  readonly org: string
  readonly query: Kysely<Schema>
}

interface SourceRow {
  zone: string
  patterns: { startsOn: string; zone: string; hours: WeekdayHours[] }[]
  entries: {
    kind: EntryKind
    firstDay: string
    from: string | null
    lastDay: string
    until: string | null
    zone: string
    imported: boolean
  }[]
}

const dayMs = 86_400_000

/**
 * Makes the rows of shift say what a person's hours, changed days and absences say, for the weeks around now. Rows that say
 * so already stay as they are; older ones are history.
 */
export async function renewShifts({ org, query }: RenewTarget, person: string, now: number): Promise<void> {
  // Of two changes at once the second waits for the first, and sees what it wrote.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`shifts ${org} ${person}`}, 0))`.execute(query)
  const source = await sourceOf({ org, query }, person, now)
  if (!source) return
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(source.zone).toPlainDate()
  const first = today.subtract({ days: horizon.before })
  const rows = shiftRows(source, {
    first: first.toString(),
    last: today.add({ days: horizon.after }).toString(),
  }).map((row) => ({ shift_id: uuidv7(), ...row }))
  const since = first.toZonedDateTime(source.zone).toInstant().toString()
  await sql`with made as (
      select shift_id, kind, starts_at, ends_at from jsonb_to_recordset(${JSON.stringify(
        rows.map(({ shift_id, kind, startsAt, endsAt }) => ({
          ...{ shift_id, kind, starts_at: startsAt, ends_at: endsAt },
        })),
      )}::jsonb) as r (shift_id uuid, kind text, starts_at timestamptz, ends_at timestamptz)
    ), gone as (
      delete from shift s where s.org_id = ${org} and s.person_id = ${person} and s.ends_at > ${since}
        and not exists (select from made m where m.kind = s.kind and m.starts_at = s.starts_at and m.ends_at = s.ends_at)
    )
    insert into shift (org_id, shift_id, person_id, starts_at, ends_at, kind)
    select ${org}, m.shift_id, ${person}, m.starts_at, m.ends_at, m.kind from made m
    where not exists (select from shift s where s.org_id = ${org} and s.person_id = ${person} and s.kind = m.kind
      and s.starts_at = m.starts_at and s.ends_at = m.ends_at)`.execute(query)
}

async function sourceOf(
  { org, query }: RenewTarget,
  person: string,
  now: number,
): Promise<SourceRow | undefined> {
  const since = new Date(now - (horizon.before + 2) * dayMs).toISOString().slice(0, 10)
  const { rows } = await sql<SourceRow>`select z.zone,
      coalesce((select jsonb_agg(jsonb_build_object('startsOn', p.starts_on, 'zone', p.zone, 'hours', p.hours))
        from shift_pattern p where p.org_id = ${org} and p.person_id = ${person}), '[]') as patterns,
      coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'firstDay', e.first_day, 'from', e.from_time,
          'lastDay', e.last_day, 'until', e.until_time, 'zone', e.zone,
          'imported', e.source is not null and not e.corrected))
        from shift_entry e where e.org_id = ${org} and e.person_id = ${person} and not e.removed
          and e.last_day >= ${since}::date), '[]') as entries
    from app.zone_of(${org}, ${person}) z`.execute(query)
  return rows[0]
}

/** Returns everybody who has hours or entries, or has had rows made of some. */
export async function everybodyWithShifts(
  query: Kysely<Schema>,
): Promise<{ org_id: string; person_id: string }[]> {
  const { rows } = await sql<{ org_id: string; person_id: string }>`
    select org_id, person_id from shift_pattern union select org_id, person_id from shift_entry
    order by 1, 2`.execute(query)
  return rows
}

/** Deletes instants of shifts that ended long ago. */
export async function deleteOldShifts(query: Kysely<Schema>, before: string): Promise<void> {
  await query.deleteFrom('shift').where('ends_at', '<', before).execute()
}
