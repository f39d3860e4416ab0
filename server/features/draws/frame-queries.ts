import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { DrawDesign } from '#shared/draws/contracts.ts'
import type { FrameCase } from '#shared/draws/plan-rules.ts'
import { type Exclusion, frameLimit } from '#shared/draws/rules.ts'

/** A case to draw from, with what a draw stores of it. */
export interface FrameRow extends FrameCase {
  policy: string
  auditId: string
  caseRef: string
  analystId: string
  /** Given where the case is verified again. */
  firstVerifierId: string | null
  firstVerdict: string | null
}

export interface Choices {
  policies: string[]
  queues: string[]
  languages: string[]
}

export interface Frame {
  /** One more than the limit where there are more. */
  rows: FrameRow[]
  excluded: { reason: Exclusion; n: number }[]
}

/** Decisions of the period that nobody verified yet. */
const decisions = (org: string, design: DrawDesign) => sql`
  select a.reference, a.audit_id, a.case_ref, a.policy, a.queue, a.language, a.decision, a.analyst_id,
    null::uuid as first_verifier_id, null::text as first_verdict,
    case when a.outcome <> 'unverified' then 'verified'
      when exists (select 1 from draw_case c where c.org_id = a.org_id and c.audit_id = a.audit_id) then 'drawn'
      when a.targeted then 'targeted'
      when a.decided_by = 'automated' and a.moderator_decision is null then 'machine'
      when a.policy in (select app.topics_not_verified(${design.teamId}::uuid)) then 'rotation' end as reason
  from audit a join team t on t.org_id = a.org_id and t.team_id = a.team_id
  where a.org_id = ${org}::uuid and a.team_id = ${design.teamId}::uuid and a.kind = 'audit'
    and a.decided_at >= (${design.firstDay}::timestamp at time zone t.zone)
    and a.decided_at < ((${design.lastDay}::date + 1)::timestamp at time zone t.zone)`

/** Verdicts of the period on drawn cases; golden cases are no part of it. */
const verdicts = (org: string, design: DrawDesign) => sql`
  select a.reference, a.audit_id, a.case_ref, a.policy, a.queue, a.language, a.decision, a.analyst_id,
    c.verified_by as first_verifier_id, c.verdict as first_verdict,
    case when exists (select 1 from draw_case s join draw e on e.org_id = s.org_id and e.draw_id = s.draw_id
      where s.org_id = c.org_id and s.audit_id = c.audit_id and e.purpose = 'verification') then 'drawn'
      when a.policy in (select app.topics_not_verified(${design.teamId}::uuid)) then 'rotation' end as reason
  from draw_case c join draw d on d.org_id = c.org_id and d.draw_id = c.draw_id and d.purpose <> 'verification'
  join audit a on a.org_id = c.org_id and a.audit_id = c.audit_id
  join team t on t.org_id = c.org_id and t.team_id = c.team_id
  where c.org_id = ${org}::uuid and c.team_id = ${design.teamId}::uuid
    and c.verified_at >= (${design.firstDay}::timestamp at time zone t.zone)
    and c.verified_at < ((${design.lastDay}::date + 1)::timestamp at time zone t.zone)`

const narrowed = ({ policy, queue, language }: DrawDesign) => sql`
  (${policy}::text is null or f.policy = ${policy}) and (${queue}::text is null or f.queue = ${queue})
  and (${language}::text is null or f.language = ${language})`

/** Returns what there is to draw from, by its references, and how many cases were left out and why. */
export async function frameOf(db: ActorDb, design: DrawDesign): Promise<Frame> {
  const all = design.purpose === 'verification' ? verdicts(db.org, design) : decisions(db.org, design)
  const [frame, excluded] = await Promise.all([
    sql<FrameRow>`select f.reference, f.audit_id as "auditId", f.case_ref as "caseRef", f.policy, f.queue, f.language,
        f.decision, f.analyst_id as "analystId", f.first_verifier_id as "firstVerifierId", f.first_verdict as "firstVerdict"
      from (${all}) f where f.reason is null and ${narrowed(design)}
      order by f.reference collate "C" limit ${sql.lit(frameLimit + 1)}`.execute(db.query),
    sql<{ reason: Exclusion; n: number }>`select f.reason, count(*)::int as n from (${all}) f
      where f.reason is not null and ${narrowed(design)} group by f.reason order by f.reason`.execute(
      db.query,
    ),
  ])
  return { rows: frame.rows, excluded: excluded.rows }
}

/** Returns by what the cases of a period could be narrowed: what there is to draw from, before it is. */
export async function choicesOf(db: ActorDb, design: DrawDesign): Promise<Choices> {
  const all = design.purpose === 'verification' ? verdicts(db.org, design) : decisions(db.org, design)
  const { rows } = await sql<Record<keyof Choices, string[] | null>>`
    select array_agg(distinct f.policy order by f.policy) as policies,
      array_agg(distinct f.queue order by f.queue) filter (where f.queue is not null) as queues,
      array_agg(distinct f.language order by f.language) filter (where f.language is not null) as languages
    from (${all}) f where f.reason is null`.execute(db.query)
  const [row] = rows
  return { policies: row?.policies ?? [], queues: row?.queues ?? [], languages: row?.languages ?? [] }
}

/** Weeks of a team's errors that the risk of a policy is taken from. */
const riskWeeks = 13

/** Returns how many of a team's verified decisions were wrong lately, by policy. */
export async function errorsByPolicy(
  db: ActorDb,
  teamId: string,
): Promise<{ policy: string; n: number; errors: number }[]> {
  const { rows } = await sql<{ policy: string; n: number; errors: number }>`
    select policy, sum(n)::int as n, sum(n - correct)::int as errors from audit_team_week
    where org_id = ${db.org}::uuid and team_id = ${teamId}::uuid
      and week >= (now() - make_interval(weeks => ${sql.lit(riskWeeks)}))::date
    group by policy order by policy`.execute(db.query)
  return rows
}

/** Returns the decisions that the team's cases have, which are the labels of a verdict. */
export async function labelsOf(db: ActorDb, teamId: string): Promise<string[]> {
  const { rows } = await sql<{ label: string }>`
    select label from (select a.decision, a.verified_decision from audit a
      where a.org_id = ${db.org}::uuid and a.team_id = ${teamId}::uuid and a.kind = 'audit'
      order by a.decided_at desc limit 2000) x
    cross join lateral (values (x.decision), (x.verified_decision)) v (label)
    where label is not null group by label order by count(*) desc, label limit 12`.execute(db.query)
  return rows.map(({ label }) => label)
}
