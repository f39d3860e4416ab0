import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'

export interface GoldenRow {
  golden_id: string
  audit_id: string
  case_ref: string
  policy: string
  queue: string | null
  language: string | null
  decision: string
  made_by: string
  made_at: string
  retired_at: string | null
  policy_version: string | null
  /** The version of its policy that it is right under is in force. */
  in_force: boolean
  /** No draw had it yet: each tests once. */
  unused: boolean
  version: number
}

/** Returns a team's golden cases, the newest first. */
export async function goldenOf(db: ActorDb, teamId: string): Promise<GoldenRow[]> {
  const { rows } = await sql<GoldenRow>`
    select g.golden_id, g.audit_id, g.case_ref, g.policy, g.queue, g.language, g.decision, g.made_by, g.made_at,
      g.retired_at, v.label as policy_version, g.version,
      g.policy_version_id is not distinct from (
        select n.version_id from policy_version n where n.org_id = g.org_id and n.policy = g.policy
          and n.effective_from <= (now() at time zone t.zone)::date
        order by n.effective_from desc limit 1) as in_force,
      not exists (select 1 from draw_case c where c.org_id = g.org_id and c.golden_id = g.golden_id) as unused
    from golden_case g join team t on t.org_id = g.org_id and t.team_id = g.team_id
    left join policy_version v on v.org_id = g.org_id and v.version_id = g.policy_version_id
    where g.org_id = ${db.org}::uuid and g.team_id = ${teamId}::uuid
    order by g.made_at desc, g.golden_id`.execute(db.query)
  return rows
}

/** Makes a case golden under the version of its policy that is in force where its team is. Returns when; undefined where it is one. */
export async function insertGolden(
  db: WriteDb,
  goldenId: string,
  auditId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ at: string }>`
    insert into golden_case (org_id, golden_id, team_id, audit_id, case_ref, policy, queue, language, decision,
      policy_version_id, made_by)
    select a.org_id, ${goldenId}::uuid, a.team_id, a.audit_id, a.case_ref, a.policy, a.queue, a.language,
      a.verified_decision, (
        select n.version_id from policy_version n where n.org_id = a.org_id and n.policy = a.policy
          and n.effective_from <= (now() at time zone t.zone)::date
        order by n.effective_from desc limit 1), ${db.person}::uuid
    from audit a join team t on t.org_id = a.org_id and t.team_id = a.team_id
    where a.org_id = ${db.org}::uuid and a.audit_id = ${auditId}::uuid and a.verified_decision is not null
    on conflict do nothing returning made_at as at`.execute(db.query)
  return rows[0]?.at
}

/** Returns one golden case. */
export async function goldenById(db: ActorDb, goldenId: string) {
  return await db.query
    .selectFrom('golden_case')
    .selectAll()
    .where('org_id', '=', db.org)
    .where('golden_id', '=', goldenId)
    .executeTakeFirst()
}

/** Takes a golden case out of use for good. Returns its version; undefined where it was before. */
export async function retireGolden(db: WriteDb, goldenId: string): Promise<number | undefined> {
  const row = await db.query
    .updateTable('golden_case')
    .set({ retired_at: sql`clock_timestamp()`, version: sql`version + 1` })
    .where('org_id', '=', db.org)
    .where('golden_id', '=', goldenId)
    .where('retired_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

export interface ErrorRow {
  verifier_id: string
  name: string | null
  golden: number
  golden_wrong: number
  second: number
  second_differs: number
}

/**
 * Counts each verifier's own errors in a team: of golden cases that somebody else made, and of their verdicts that somebody
 * else verified again. By name.
 */
export async function verifierErrors(db: ActorDb, teamId: string): Promise<ErrorRow[]> {
  const { rows } = await sql<ErrorRow>`
    select x.verifier_id, p.name, sum(x.golden)::int as golden, sum(x.golden_wrong)::int as golden_wrong,
      sum(x.second)::int as second, sum(x.second_differs)::int as second_differs
    from (
      select c.verified_by as verifier_id, 1 as golden, (not c.matches)::int as golden_wrong, 0 as second,
        0 as second_differs
      from draw_case c where c.org_id = ${db.org}::uuid and c.team_id = ${teamId}::uuid and c.golden_id is not null
        and c.matches is not null
      union all
      select c.first_verifier_id, 0, 0, 1, (not c.matches)::int
      from draw_case c where c.org_id = ${db.org}::uuid and c.team_id = ${teamId}::uuid
        and c.first_verifier_id is not null and c.matches is not null
    ) x left join person p on p.org_id = ${db.org}::uuid and p.person_id = x.verifier_id
    group by x.verifier_id, p.name order by p.name, x.verifier_id`.execute(db.query)
  return rows
}
