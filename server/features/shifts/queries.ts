import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { EntryKind, WeekdayHours } from '#shared/shifts/rules.ts'

interface PersonRow {
  name: string
  zone: string
}
const personStatement = prepare<{ org: string; person: string }, PersonRow>('shifts_of_whom', (db, p) => ({
  compile: () =>
    sql<PersonRow>`select x.name, z.zone from person x cross join lateral app.zone_of(x.org_id, x.person_id) z
      where x.org_id = ${p.org} and x.person_id = ${p.person}`.compile(db),
}))

/** Returns a person's name and zone; undefined where the reader may not know them. */
export async function personOf(db: ActorDb, person: string): Promise<PersonRow | undefined> {
  const [row] = await db.run(personStatement, { org: db.org, person })
  return row
}

const teamsStatement = prepare<{ org: string; person: string }, { team_id: string }>(
  'shifts_teams',
  (db, p) =>
    db
      .selectFrom('app.membership_today')
      .select(sql<string>`team_id`.as('team_id'))
      .where('org_id', '=', p.org)
      .where('person_id', '=', p.person)
      .where('role', '=', 'analyst')
      .where('team_id', 'is not', null),
)

/** Returns the teams in which a person is an analyst today, as far as the actor may know. */
export async function teamsOf(db: ActorDb, person: string): Promise<string[]> {
  const rows = await db.run(teamsStatement, { org: db.org, person })
  return rows.map(({ team_id }) => team_id)
}

export interface PatternRow {
  starts_on: string
  zone: string
  hours: WeekdayHours[]
  changed_by: string | null
  changed_by_name: string | null
}
const patternsStatement = prepare<{ org: string; person: string }, PatternRow>(
  'shifts_patterns',
  (db, p) => ({
    compile: () =>
      sql<PatternRow>`select s.starts_on, s.zone, s.hours, s.changed_by, b.name as changed_by_name
      from shift_pattern s
      left join person b on b.org_id = s.org_id and b.person_id = s.changed_by
      where s.org_id = ${p.org} and s.person_id = ${p.person}
      order by s.starts_on desc limit 100`.compile(db),
  }),
)

/** Returns the weekly hours of a person that the reader may see, the newest first. */
export const patternsOf = (db: ActorDb, person: string): Promise<PatternRow[]> =>
  db.run(patternsStatement, { org: db.org, person })

export interface EntryRow {
  entry_id: string
  kind: EntryKind
  first_day: string
  from_time: string | null
  last_day: string
  until_time: string | null
  zone: string
  source: string | null
  source_key: string | null
  corrected: boolean
  removed: boolean
  changed_by: string | null
  changed_by_name: string | null
  version: number
}

/** Entries of one person that a phone keeps: more than a year of days, whichever way they came. */
const entriesKept = 1_000

const entriesStatement = prepare<{ org: string; person: string }, EntryRow>('shifts_entries', (db, p) => ({
  compile: () =>
    sql<EntryRow>`select s.entry_id, s.kind, s.first_day, s.from_time, s.last_day, s.until_time, s.zone, s.source,
        s.source_key, s.corrected, s.removed, s.changed_by, b.name as changed_by_name, s.version
      from shift_entry s
      left join person b on b.org_id = s.org_id and b.person_id = s.changed_by
      where s.org_id = ${p.org} and s.person_id = ${p.person} and s.last_day > current_date - 60
      order by s.first_day, s.from_time nulls first, s.entry_id limit ${sql.lit(entriesKept)}`.compile(db),
}))

/** Returns the changed days and absences of a person that the reader may see, removed ones too: of the last weeks and all ahead. */
export const entriesOf = (db: ActorDb, person: string): Promise<EntryRow[]> =>
  db.run(entriesStatement, { org: db.org, person })

/** Returns the people of a team whom each of these words may mean: by name, reference or e-mail address. */
export async function peopleCalled(
  db: ActorDb,
  teamId: string,
  called: readonly string[],
): Promise<{ word: string; person_id: string }[]> {
  const { rows } = await sql<{ word: string; person_id: string }>`
    select word, person_id from app.team_called(${teamId}::uuid, ${called}::text[]) c
    where c.person_id = ${db.person} or exists (select from app.membership_today m where m.org_id = ${db.org}
      and m.person_id = c.person_id and m.role = 'analyst' and m.team_id = ${teamId}::uuid)
    order by word, person_id`.execute(db.query)
  return rows
}

/** Returns which of these people are analysts of the team today. */
export async function analystsAmong(
  db: ActorDb,
  teamId: string,
  people: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ person_id: string }>`select distinct person_id from app.membership_today
    where org_id = ${db.org} and team_id = ${teamId}::uuid and role = 'analyst'
      and person_id = any (${people}::uuid[])`.execute(db.query)
  return new Set(rows.map(({ person_id }) => person_id))
}
