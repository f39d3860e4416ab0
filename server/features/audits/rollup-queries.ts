import { sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import type { ImportTarget } from './import-queries.ts'
import type { AuditCounts, CountsChange } from './table.ts'

export interface RolledUp {
  days: (AuditCounts & { analyst_id: string; day: string })[]
  weeks: (AuditCounts & { analyst_id: string; week: string; policy: string })[]
  teamWeeks: (AuditCounts & { week: string; policy: string })[]
}

/** Rollup rows of one statement; each takes a few milliseconds. */
const rollupRows = 5000

/** Adds to the rollups, days before weeks before the team's weeks: who changes several takes them in that order too. */
export async function addToRollups(
  { org, query }: ImportTarget,
  teamId: string,
  { days, weeks, teamWeeks }: RolledUp,
): Promise<void> {
  for (const rows of slices(days)) {
    await sql`
      insert into audit_day as a (org_id, team_id, analyst_id, day, n, correct, missed, over_enforced, unverified)
      select ${org}::uuid, ${teamId}::uuid, analyst_id, day, n, correct, missed, over_enforced, unverified
      from json_to_recordset(${rows}::json) as r (analyst_id uuid, day date, ${countColumns})
      on conflict (org_id, team_id, analyst_id, day) do update set ${summed}`.execute(query)
  }
  for (const rows of slices(weeks)) {
    await sql`
      insert into audit_week as a (org_id, team_id, analyst_id, week, policy, n, correct, missed, over_enforced, unverified)
      select ${org}::uuid, ${teamId}::uuid, analyst_id, week, policy, n, correct, missed, over_enforced, unverified
      from json_to_recordset(${rows}::json) as r (analyst_id uuid, week date, policy text, ${countColumns})
      on conflict (org_id, team_id, analyst_id, week, policy) do update set ${summed}`.execute(query)
  }
  for (const rows of slices(teamWeeks)) {
    await sql`
      insert into audit_team_week as a (org_id, team_id, week, policy, n, correct, missed, over_enforced, unverified)
      select ${org}::uuid, ${teamId}::uuid, week, policy, n, correct, missed, over_enforced, unverified
      from json_to_recordset(${rows}::json) as r (week date, policy text, ${countColumns})
      on conflict (org_id, team_id, week, policy) do update set ${summed}`.execute(query)
  }
}

/** Changes rollups that are there by differences, which may be negative; in the order of `addToRollups`. */
export async function changeRollupsBy(
  { org, query }: ImportTarget,
  teamId: string,
  { days, weeks, teamWeeks }: RolledUp,
): Promise<void> {
  for (const rows of slices(days)) {
    await sql`update audit_day a set ${addedColumns}
      from json_to_recordset(${rows}::json) as r (analyst_id uuid, day date, ${countColumns})
      where a.org_id = ${org}::uuid and a.team_id = ${teamId}::uuid and a.analyst_id = r.analyst_id
        and a.day = r.day`.execute(query)
  }
  for (const rows of slices(weeks)) {
    await sql`update audit_week a set ${addedColumns}
      from json_to_recordset(${rows}::json) as r (analyst_id uuid, week date, policy text, ${countColumns})
      where a.org_id = ${org}::uuid and a.team_id = ${teamId}::uuid and a.analyst_id = r.analyst_id
        and a.week = r.week and a.policy = r.policy`.execute(query)
  }
  for (const rows of slices(teamWeeks)) {
    await sql`update audit_team_week a set ${addedColumns}
      from json_to_recordset(${rows}::json) as r (week date, policy text, ${countColumns})
      where a.org_id = ${org}::uuid and a.team_id = ${teamId}::uuid and a.week = r.week
        and a.policy = r.policy`.execute(query)
  }
}

/** Removes rollups that count nothing any more. */
export async function removeEmptyRollups({ org, query }: ImportTarget, teamId: string): Promise<void> {
  for (const table of ['audit_day', 'audit_week', 'audit_team_week'] as const) {
    await query
      .deleteFrom(table)
      .where('org_id', '=', org)
      .where('team_id', '=', teamId)
      .where('n', '=', 0)
      .where('unverified', '=', 0)
      .execute()
  }
}

const addedColumns = sql.raw(`n = a.n + r.n, correct = a.correct + r.correct, missed = a.missed + r.missed,
  over_enforced = a.over_enforced + r.over_enforced, unverified = a.unverified + r.unverified`)
const countColumns = sql.raw('n int, correct int, missed int, over_enforced int, unverified int')
const summed =
  sql.raw(`n = a.n + excluded.n, correct = a.correct + excluded.correct, missed = a.missed + excluded.missed,
  over_enforced = a.over_enforced + excluded.over_enforced, unverified = a.unverified + excluded.unverified`)

function* slices(rows: readonly object[]): Generator<string> {
  for (let from = 0; from < rows.length; from += rollupRows) {
    yield JSON.stringify(rows.slice(from, from + rollupRows))
  }
}

/**
 * Changes the counts of one audit's day and week, and of the team's week. In the order of `addToRollups`,
 * so that the two never wait for one another in a circle.
 */
export async function changeRollups(
  db: WriteDb,
  audit: { team_id: string; analyst_id: string; policy: string; decided_at: string },
  { own, team }: CountsChange,
): Promise<void> {
  const local = sql`(select ${audit.decided_at}::timestamptz at time zone t.zone from team t
    where t.org_id = ${db.org}::uuid and t.team_id = ${audit.team_id}::uuid)`
  const week = sql<string>`date_trunc('week', ${local})::date`
  const changedBy = (difference: AuditCounts) => ({
    n: sql<number>`n + ${difference.n}`,
    correct: sql<number>`correct + ${difference.correct}`,
    missed: sql<number>`missed + ${difference.missed}`,
    over_enforced: sql<number>`over_enforced + ${difference.over_enforced}`,
    unverified: sql<number>`unverified + ${difference.unverified}`,
  })
  await db.query
    .updateTable('audit_day')
    .set(changedBy(own))
    .where('org_id', '=', db.org)
    .where('team_id', '=', audit.team_id)
    .where('analyst_id', '=', audit.analyst_id)
    .where('day', '=', sql<string>`${local}::date`)
    .execute()
  await db.query
    .updateTable('audit_week')
    .set(changedBy(own))
    .where('org_id', '=', db.org)
    .where('team_id', '=', audit.team_id)
    .where('analyst_id', '=', audit.analyst_id)
    .where('week', '=', week)
    .where('policy', '=', audit.policy)
    .execute()
  await db.query
    .updateTable('audit_team_week')
    .set(changedBy(team))
    .where('org_id', '=', db.org)
    .where('team_id', '=', audit.team_id)
    .where('week', '=', week)
    .where('policy', '=', audit.policy)
    .execute()
}
