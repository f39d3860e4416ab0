import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { SetPreferencesInput } from '#shared/people/contracts.ts'
import { type TeamRole, teamRoles } from '#shared/people/role-rules.ts'
import type { RecordView } from '#shared/people/views.ts'

interface Own {
  org: string
  person: string
}

const selfStatement = prepare<
  Own,
  {
    name: string
    locale: 'ko' | 'en'
    theme: 'system' | 'light' | 'dark'
    team_order: string[]
    quiet_from: string | null
    quiet_until: string | null
    welcomed_at: string | null
    version: number
    org_name: string
    offline_hours: number
    zone: string
  }
>('people_self', (db, p) =>
  db
    .selectFrom('person')
    .innerJoin('org', 'org.org_id', 'person.org_id')
    .innerJoinLateral(sql<{ zone: string }>`app.zone_of(${p.org}, ${p.person})`.as('z'), (join) =>
      join.onTrue(),
    )
    .select([
      'person.name',
      'person.locale',
      'person.theme',
      'person.team_order',
      'person.quiet_from',
      'person.quiet_until',
      'person.welcomed_at',
      'person.version',
      'org.name as org_name',
      'org.offline_hours',
      'z.zone',
    ])
    .where('person.org_id', '=', p.org)
    .where('person.person_id', '=', p.person),
)

export async function self(db: ActorDb) {
  const [row] = await db.run(selfStatement, { org: db.org, person: db.person })
  return row
}

export interface TeamMember {
  team_id: string
  team_name: string
  zone: string
  audited: boolean
  person_id: string
  name: string
  role: TeamRole
}

/** Everybody who holds a standing today in the teams that the actor may see. */
const teamMembersStatement = prepare<{ org: string }, TeamMember>('people_standings', (db, p) =>
  db
    .selectFrom('app.membership_today as m')
    .innerJoin('team as t', (join) =>
      join.onRef('t.org_id', '=', 'm.org_id').onRef('t.team_id', '=', 'm.team_id'),
    )
    .innerJoin('person as x', (join) =>
      join.onRef('x.org_id', '=', 'm.org_id').onRef('x.person_id', '=', 'm.person_id'),
    )
    .select([
      't.team_id',
      't.name as team_name',
      't.zone',
      sql<boolean>`t.audited_through is not null`.as('audited'),
      'x.person_id',
      'x.name',
      sql<TeamRole>`m.role`.as('role'),
    ])
    .where('m.org_id', '=', p.org)
    .where('m.role', 'in', teamRoles)
    .orderBy('t.name')
    .orderBy('x.name'),
)

export const teamMembers = (db: ActorDb) => db.run(teamMembersStatement, { org: db.org })

/** Compare-and-set on the version; undefined where somebody was quicker. `base` null does not compare. */
export async function updatePreferences(db: WriteDb, base: number | null, input: SetPreferencesInput) {
  return await db.query
    .updateTable('person')
    .set({
      version: sql`version + 1`,
      ...(input.locale ? { locale: input.locale } : {}),
      ...(input.theme ? { theme: input.theme } : {}),
      ...(input.quiet === undefined
        ? {}
        : { quiet_from: input.quiet?.from ?? null, quiet_until: input.quiet?.until ?? null }),
      ...(input.teamOrder ? { team_order: input.teamOrder } : {}),
      ...(input.welcomed ? { welcomed_at: sql<string>`coalesce(welcomed_at, now())` } : {}),
    })
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .$if(base !== null, (update) => update.where('version', '=', base ?? 0))
    .returning('version')
    .executeTakeFirst()
}

/** Returns those of these commands that were applied for the person. */
export async function appliedOf(db: ActorDb, commandIds: readonly string[]): Promise<string[]> {
  if (commandIds.length === 0) return []
  const rows = await db.query
    .selectFrom('command')
    .select('command_id')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .where('command_id', 'in', commandIds)
    .where('result', 'is not', null)
    .execute()
  return rows.map(({ command_id }) => command_id)
}

export async function viewsOfMe(db: ActorDb): Promise<RecordView[]> {
  const rows = await db.query
    .selectFrom('record_view as v')
    .innerJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'v.org_id').onRef('p.person_id', '=', 'v.viewer_id'),
    )
    .distinctOn(['v.day', 'v.viewer_id', 'v.kind'])
    .select(['v.viewer_id', 'p.name', 'v.kind', 'v.how', 'v.day', 'v.first_at'])
    .where('v.org_id', '=', db.org)
    .where('v.subject_id', '=', db.person)
    .orderBy('v.day', 'desc')
    .orderBy('v.viewer_id')
    .orderBy('v.kind')
    // What was opened is on the phone besides.
    .orderBy(sql`v.how = 'opened'`, 'desc')
    .limit(500)
    .execute()
  const newestFirst = rows.sort((a, b) => b.first_at.localeCompare(a.first_at))
  return newestFirst.map((row) => ({
    viewer: { personId: row.viewer_id, name: row.name },
    kind: row.kind,
    how: row.how,
    day: row.day,
    firstAt: row.first_at,
  }))
}

interface ReadsInTeam {
  subjects: readonly string[]
  team: string
  kind: RecordView['kind']
  how: RecordView['how']
}
const logReadsStatement = prepare<ReadsInTeam & { org: string; viewer: string }, never>(
  'people_log_reads',
  (db, p) => ({
    compile: () =>
      sql<never>`insert into record_view (org_id, subject_id, viewer_id, kind, how, team_id, day)
        select ${p.org}::uuid, s, ${p.viewer}::uuid, ${p.kind}, ${p.how}, t.team_id, (now() at time zone t.zone)::date
        from team t cross join (select distinct s from unnest(${p.subjects}::uuid[]) as s where s <> ${p.viewer}::uuid) r
        where t.org_id = ${p.org}::uuid and t.team_id = ${p.team}::uuid
        on conflict do nothing`.compile(db),
  }),
)

/**
 * Logs that the actor reads something of each of these people, once a kind and day of the team's zone. It goes out with the
 * COMMIT, before which nothing is answered.
 */
export function logReadsAtEnd(db: WriteDb, reads: ReadsInTeam): void {
  if (reads.subjects.length > 0) db.atEnd(logReadsStatement, { org: db.org, viewer: db.person, ...reads })
}

type RecordRead = { subject: string } & Pick<RecordView, 'kind' | 'how'>
type NewView = RecordRead & { team: string; zone: string }

const recordViewStatement = prepare<NewView & { org: string; viewer: string }, never>(
  'people_record_view',
  (db, p) =>
    db
      .insertInto('record_view')
      .values({
        org_id: p.org,
        subject_id: p.subject,
        viewer_id: p.viewer,
        kind: p.kind,
        how: p.how,
        team_id: p.team,
        day: sql`(now() at time zone ${p.zone})::date`,
      })
      .onConflict((conflict) => conflict.doNothing()),
)

/** Logs that the actor reads something of this person's, once a kind and day of the team's zone. */
export async function insertRecordView(db: WriteDb, view: NewView): Promise<void> {
  await db.run(recordViewStatement, { org: db.org, viewer: db.person, ...view })
}

const logReadStatement = prepare<
  RecordRead & { org: string; viewer: string; teams: readonly string[] },
  { team_id: string }
>('people_log_look', (db, p) => ({
  compile: () =>
    sql<{ team_id: string }>`with place as materialized (
        select t.team_id, t.zone from app.membership_today m
        join team t on t.org_id = m.org_id and t.team_id = m.team_id
        where m.org_id = ${p.org} and m.person_id = ${p.subject} and m.role = 'analyst'
          and m.team_id = any (${p.teams}::uuid[])
        order by t.team_id limit 1
      ), logged as (
        insert into record_view (org_id, subject_id, viewer_id, kind, how, team_id, day)
        select ${p.org}::uuid, ${p.subject}::uuid, ${p.viewer}::uuid, ${p.kind}, ${p.how}, team_id,
          (now() at time zone zone)::date from place
        on conflict do nothing
      ) select team_id from place`.compile(db),
}))

/**
 * Logs that the actor reads something of this person's, once a kind and day of the team's zone, where that person is an
 * analyst today in one of these teams. Returns whether they are.
 */
export async function logRead(
  db: WriteDb,
  read: RecordRead & { teams: readonly string[] },
): Promise<boolean> {
  const rows = await db.run(logReadStatement, { org: db.org, viewer: db.person, ...read })
  return rows.length > 0
}
