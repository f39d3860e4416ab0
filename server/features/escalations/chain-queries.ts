import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { StepSource } from '#shared/escalations/chain-rules.ts'
import type { Severity } from '#shared/escalations/step-rules.ts'
import { isUnacknowledged } from './chain-run-queries.ts'

export interface ChainRow {
  number: number
  starts_on: string
  severities: Severity[]
  repeats: number
  sources: StepSource[]
  person_ids: (string | null)[]
  minutes: number[]
  set_by: string
  set_at: string
}

/** Returns a team with the day that it is there; undefined where the reader does not see the team. */
export async function teamOfChain(db: ActorDb, teamId: string) {
  return await db.query
    .selectFrom('team')
    .select(['team_id', 'name', 'zone'])
    .select(sql<string>`(now() at time zone zone)::date`.as('today'))
    .where('org_id', '=', db.org)
    .where('team_id', '=', teamId)
    .executeTakeFirst()
}

/** Returns every chain that was set for the team, the newest first. */
export async function chainsOf(db: ActorDb, teamId: string): Promise<ChainRow[]> {
  return await db.query
    .selectFrom('on_call_chain')
    .select([
      'number',
      'starts_on',
      'severities',
      'repeats',
      'sources',
      'person_ids',
      'minutes',
      'set_by',
      'set_at',
    ])
    .where('org_id', '=', db.org)
    .where('team_id', '=', teamId)
    .orderBy('number', 'desc')
    .execute()
}

export interface CalendarRow {
  number: number
  source: string
  set_by: string
  set_at: string
  turns: { personId: string; startsAt: string; endsAt: string }[]
}

/** Returns the calendar that was imported last for the team, with its turns that are not over. */
export async function calendarOfTeam(db: ActorDb, teamId: string): Promise<CalendarRow | undefined> {
  const { rows } = await sql<CalendarRow>`select c.number, c.source, c.set_by, c.set_at,
      coalesce((select jsonb_agg(jsonb_build_object('personId', u.person_id,
          'startsAt', to_char(u.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'endsAt', to_char(u.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by u.starts_at)
        from unnest(c.person_ids, c.starts, c.ends) as u (person_id, starts_at, ends_at)
        where u.ends_at > now()), '[]') as turns
    from on_call_calendar c where c.org_id = ${db.org} and c.team_id = ${teamId}
    order by c.number desc limit 1`.execute(db.query)
  return rows[0]
}

/** Returns the names of these people, as far as the reader may know them. */
export async function namesOf(db: ActorDb, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query
    .selectFrom('person')
    .select(['person_id', 'name'])
    .where('org_id', '=', db.org)
    .where('person_id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ person_id, name }) => [person_id, name]))
}

/** Returns whom these words mean, lower case, among who leads the team or manages it. */
export async function peopleOnCall(
  db: ActorDb,
  teamId: string,
  called: readonly string[],
): Promise<{ word: string; person_id: string }[]> {
  const { rows } = await sql<{ word: string; person_id: string }>`
    select word, person_id from app.on_call_called(${teamId}::uuid, ${called}::text[]) order by word, person_id`.execute(
    db.query,
  )
  return rows
}

/** Adds the chain of that number. Returns when; undefined where somebody else's has the number. */
export async function insertChain(
  db: WriteDb,
  chain: Omit<ChainRow, 'set_by' | 'set_at'> & { team_id: string },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('on_call_chain')
    .values({ ...chain, org_id: db.org, set_by: db.person })
    .onConflict((conflict) => conflict.columns(['org_id', 'team_id', 'number']).doNothing())
    .returning('set_at')
    .executeTakeFirst()
  return row?.set_at
}

/** The same for a calendar. */
export async function insertCalendar(
  db: WriteDb,
  calendar: {
    team_id: string
    number: number
    source: string
    person_ids: string[]
    starts: string[]
    ends: string[]
  },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('on_call_calendar')
    .values({ ...calendar, org_id: db.org, set_by: db.person })
    .onConflict((conflict) => conflict.columns(['org_id', 'team_id', 'number']).doNothing())
    .returning('set_at')
    .executeTakeFirst()
  return row?.set_at
}

export interface RunRow {
  /** Nobody has acknowledged it, and the next step is not overdue: one that is belongs to a severity that was lowered. */
  waits: boolean
  next_at: string | null
  next_source: StepSource | null
  next_person_id: string | null
}

/** Returns the chain that runs on an escalation, or ran last; undefined where none did. */
export async function runOn(db: ActorDb, escalationId: string): Promise<RunRow | undefined> {
  return await db.query
    .selectFrom('on_call_run as r')
    .innerJoin('escalation as e', (join) =>
      join
        .onRef('e.org_id', '=', 'r.org_id')
        .onRef('e.escalation_id', '=', 'r.escalation_id')
        .onRef('e.cycle', '=', 'r.cycle'),
    )
    .select(['r.next_at', 'r.next_source', 'r.next_person_id'])
    .select(sql<boolean>`${isUnacknowledged} and r.next_at > now() - interval '1 minute'`.as('waits'))
    .where('r.org_id', '=', db.org)
    .where('r.escalation_id', '=', escalationId)
    .orderBy('r.severity')
    .limit(1)
    .executeTakeFirst()
}

/** Returns whom chains called about an escalation, in that order. */
export async function callsOn(db: ActorDb, escalationId: string) {
  return await db.query
    .selectFrom('on_call_call')
    .select(['call_id', 'round', 'place', 'source', 'person_id', 'for_id', 'outcome', 'at'])
    .where('org_id', '=', db.org)
    .where('escalation_id', '=', escalationId)
    .orderBy('at')
    .orderBy('call_id')
    .execute()
}
