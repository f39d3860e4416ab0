import { sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import type { ImportTarget } from './import-queries.ts'
import { type AuditCounts, type CountsChange, countNames } from './table.ts'

/** A week of a policy in a queue and a language; what is not known is the empty text. */
interface Stratum {
  week: string
  policy: string
  queue: string
  language: string
}
export interface RolledUp {
  days: (AuditCounts & { analyst_id: string; day: string })[]
  weeks: (AuditCounts & { analyst_id: string; week: string; policy: string })[]
  strataWeeks: (AuditCounts & Stratum & { analyst_id: string })[]
  teamWeeks: (AuditCounts & { week: string; policy: string })[]
  machineWeeks: (AuditCounts & Stratum)[]
}

/** Rollup rows of one statement; each takes a few milliseconds. */
const rollupRows = 5000

const stratum = { week: 'date', policy: 'text', queue: 'text', language: 'text' } as const

/**
 * The rollups with the columns that tell their rows apart within a team, days before weeks before
 * strata before the team's weeks before the machines': who changes several takes them in that order, so that two never wait for one another in a circle.
 */
const rollups = [
  { table: 'audit_day', rows: 'days', keys: { analyst_id: 'uuid', day: 'date' } },
  { table: 'audit_week', rows: 'weeks', keys: { analyst_id: 'uuid', week: 'date', policy: 'text' } },
  { table: 'audit_stratum_week', rows: 'strataWeeks', keys: { ...stratum, analyst_id: 'uuid' } },
  { table: 'audit_team_week', rows: 'teamWeeks', keys: { week: 'date', policy: 'text' } },
  { table: 'audit_machine_week', rows: 'machineWeeks', keys: stratum },
] as const

const whole: ReadonlySet<string> = new Set([
  ...['n', 'correct', 'missed', 'over_enforced', 'unverified', 'acted', 'unsided', 'drawn'],
])
const typed = countNames.map((name) => `${name} ${whole.has(name) ? 'int' : 'float8'}`)
const columns = sql.raw(countNames.join(', '))
const summed = sql.raw(countNames.map((name) => `${name} = a.${name} + excluded.${name}`).join(', '))
const changedBy = sql.raw(countNames.map((name) => `${name} = a.${name} + r.${name}`).join(', '))
/** The columns of the rows as JSON has them. */
const recordOf = (keys: Readonly<Record<string, string>>) =>
  sql.raw([...Object.entries(keys).map(([name, type]) => `${name} ${type}`), ...typed].join(', '))

/** Adds to the rollups. */
export async function addToRollups(
  { org, query }: ImportTarget,
  teamId: string,
  rolledUp: RolledUp,
): Promise<void> {
  for (const { table, rows, keys } of rollups) {
    const names = sql.raw(Object.keys(keys).join(', '))
    for (const slice of slices(rolledUp[rows])) {
      await sql`
        insert into ${sql.table(table)} as a (org_id, team_id, ${names}, ${columns})
        select ${org}::uuid, ${teamId}::uuid, ${names}, ${columns}
        from json_to_recordset(${slice}::json) as r (${recordOf(keys)})
        on conflict (org_id, team_id, ${names}) do update set ${summed}`.execute(query)
    }
  }
}

/** Changes rollups that are there by differences, which may be negative. */
export async function changeRollupsBy(
  { org, query }: ImportTarget,
  teamId: string,
  rolledUp: RolledUp,
): Promise<void> {
  for (const { table, rows, keys } of rollups) {
    const same = sql.raw(
      Object.keys(keys)
        .map((name) => `a.${name} = r.${name}`)
        .join(' and '),
    )
    for (const slice of slices(rolledUp[rows])) {
      await sql`update ${sql.table(table)} a set ${changedBy}
        from json_to_recordset(${slice}::json) as r (${recordOf(keys)})
        where a.org_id = ${org}::uuid and a.team_id = ${teamId}::uuid and ${same}`.execute(query)
    }
  }
}

/** Removes rollups that count nothing any more. */
export async function removeEmptyRollups({ org, query }: ImportTarget, teamId: string): Promise<void> {
  for (const { table } of rollups) {
    await query
      .deleteFrom(table)
      .where('org_id', '=', org)
      .where('team_id', '=', teamId)
      .where('n', '=', 0)
      .where('unverified', '=', 0)
      .execute()
  }
}

function* slices(rows: readonly object[]): Generator<string> {
  for (let from = 0; from < rows.length; from += rollupRows) {
    yield JSON.stringify(rows.slice(from, from + rollupRows))
  }
}

/** Changes the counts of one audit's day, week, stratum, team week and machine week. */
export async function changeRollups(
  db: WriteDb,
  audit: {
    team_id: string
    analyst_id: string
    policy: string
    queue: string | null
    language: string | null
    decided_at: string
  },
  { own, team, machine }: CountsChange,
): Promise<void> {
  const { team_id: teamId, analyst_id, policy } = audit
  const { rows } = await sql<{ day: string; week: string }>`
    select local::date as day, date_trunc('week', local)::date as week
    from team t, lateral (select ${audit.decided_at}::timestamptz at time zone t.zone) l (local)
    where t.org_id = ${db.org}::uuid and t.team_id = ${teamId}::uuid`.execute(db.query)
  const [place] = rows
  if (!place) return
  const { day, week } = place
  const key = { week, policy, queue: audit.queue ?? '', language: audit.language ?? '' }
  await changeRollupsBy({ org: db.org, actor: db.person, query: db.query }, teamId, {
    days: [{ analyst_id, day, ...own }],
    weeks: [{ analyst_id, week, policy, ...own }],
    strataWeeks: [{ ...key, analyst_id, ...team }],
    teamWeeks: [{ week, policy, ...team }],
    machineWeeks: [{ ...key, ...machine }],
  })
}
