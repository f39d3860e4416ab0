import { type RawBuilder, sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { ReaderRole } from '#shared/coaching/rules.ts'
import type { NoteReader } from '#shared/coaching/views.ts'
import type { PersonRef } from '#shared/people/views.ts'

export interface NamedReader {
  personId: string
  namedAs: ReaderRole
}
const isOfNote = (note: RawBuilder<unknown>) => sql`r.org_id = ${note}.org_id and r.note_id = ${note}.note_id`

/** Selects who was named as a reader of a note, with names and days, the first at the head. */
export const readersOf = (note: RawBuilder<unknown>) => sql<NoteReader[]>`(
  select coalesce(json_agg(json_build_object('person', json_build_object('personId', r.person_id, 'name', coalesce(x.name, '')),
      'namedAs', r.named_as, 'since', to_char(r.since at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    order by r.since, r.person_id), '[]')
  from note_reader r left join person x on x.org_id = r.org_id and x.person_id = r.person_id
  where ${isOfNote(note)})`

/** Selects the same as what decides who may read it. */
export const namedReaders = (note: RawBuilder<unknown>) => sql<NamedReader[]>`(
  select coalesce(json_agg(json_build_object('personId', r.person_id, 'namedAs', r.named_as)), '[]')
  from note_reader r where ${isOfNote(note)})`

interface OfTeam {
  org: string
  team: string
}
const managersStatement = prepare<OfTeam, PersonRef>('coaching_managers', (db, p) => ({
  compile: () =>
    sql<PersonRef>`select m as "personId", coalesce(x.name, '') as name from app.note_managers(${p.team}::uuid) m
      left join person x on x.org_id = ${p.org} and x.person_id = m order by name, m`.compile(db),
}))

/** Returns who manages a team today, from above too, for who leads it. */
export const managersOf = (db: ActorDb, team: string): Promise<PersonRef[]> =>
  db.run(managersStatement, { org: db.org, team })

export interface TeamLead extends PersonRef {
  startsOn: string
  endsOn: string | null
}
const leadsStatement = prepare<OfTeam, TeamLead>('coaching_team_leads', (db, p) => ({
  compile: () =>
    sql<TeamLead>`select l.person_id as "personId", coalesce(x.name, '') as name, l.starts_on as "startsOn",
        l.ends_on as "endsOn"
      from app.team_leads(${p.team}::uuid) l left join person x on x.org_id = ${p.org} and x.person_id = l.person_id
      order by name, l.person_id`.compile(db),
}))

/** Returns who leads a team today or from a day that is set, and until when, for who leads it. */
export const leadsOf = (db: ActorDb, team: string): Promise<TeamLead[]> =>
  db.run(leadsStatement, { org: db.org, team })

const nameStatement = prepare<
  { org: string; note: string; people: readonly string[]; role: ReaderRole },
  { since: string }
>('coaching_name_readers', (db, p) => ({
  compile: () =>
    sql<{ since: string }>`insert into note_reader (org_id, note_id, person_id, named_as)
      select ${p.org}, ${p.note}, x, ${p.role} from unnest(${p.people}::uuid[]) as x
      on conflict do nothing returning since`.compile(db),
}))

/** Names these people as readers of the note; returns when, of those who were not named before. */
export async function nameReaders(
  db: WriteDb,
  note: string,
  people: readonly string[],
  role: ReaderRole,
): Promise<string[]> {
  if (people.length === 0) return []
  const rows = await db.run(nameStatement, { org: db.org, note, people, role })
  return rows.map(({ since }) => since)
}
