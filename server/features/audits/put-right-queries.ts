import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { isAfter, type Place } from '#server/db/keyset.ts'
import type { SetPutRightInput } from '#shared/audits/contracts.ts'
import type { NoNeedReason, PutRightState } from '#shared/audits/put-right-rules.ts'
import type { ImportTarget } from './import-queries.ts'

/** Open ones of a page, and settled ones beside the first. */
export const putRightPage = 50

export interface PutRightRow {
  item_id: string
  team_id: string
  /** Where the team is. */
  zone: string
  audit_id: string | null
  analyst_id: string | null
  tool: string | null
  case_ref: string
  policy: string
  stands: string
  verified_decision: string | null
  state: PutRightState
  reason: NoNeedReason | null
  opened_at: string
  done_on: string | null
  put_to: string | null
  set_by: string | null
  set_by_name: string | null
  set_at: string | null
  version: number
}

/** The decision that stands on the platform is the moderator's where that is wrong, else the analyst's. */
const rows = (org: string) => sql`
  select p.item_id, p.team_id, t.zone, p.audit_id, p.analyst_id, d.tool, coalesce(a.case_ref, d.case_ref) as case_ref,
    coalesce(a.policy, d.policy) as policy, coalesce(a.verified_decision, d.verified_decision) as verified_decision,
    coalesce(p.put_to, case when lower(btrim(a.moderator_decision)) <> lower(btrim(a.verified_decision))
      then a.moderator_decision end, a.decision, d.decision) as stands,
    p.state, p.reason, p.opened_at, p.done_on::text as done_on, p.put_to, p.set_by, by.name as set_by_name, p.set_at, p.version
  from put_right p
  join team t on t.org_id = p.org_id and t.team_id = p.team_id
  left join audit a on a.org_id = p.org_id and a.audit_id = p.audit_id
  left join machine_decision d on d.org_id = p.org_id and d.decision_id = p.decision_id
  left join person by on by.org_id = p.org_id and by.person_id = p.set_by
  where p.org_id = ${org}::uuid`

/** Returns one more than a page of a team's open ones, those that have waited longest first. */
export async function openOfTeam(
  db: ActorDb,
  teamId: string,
  after: Place | undefined,
): Promise<PutRightRow[]> {
  const place = after && { key: sql`${after.key}::timestamptz`, id: sql`${after.id}::uuid` }
  const row = { key: sql.ref('p.opened_at'), id: sql.ref('p.item_id') }
  const found = await sql<PutRightRow>`${rows(db.org)} and p.team_id = ${teamId}::uuid and p.state = 'open'
    ${place ? sql`and ${isAfter(row, place, { key: 'asc', id: 'asc' })}` : sql``}
    order by p.opened_at, p.item_id limit ${sql.lit(putRightPage + 1)}`.execute(db.query)
  return found.rows
}

/** Returns the latest that were settled in the last thirty days. */
export async function settledOfTeam(db: ActorDb, teamId: string): Promise<PutRightRow[]> {
  const found = await sql<PutRightRow>`${rows(db.org)} and p.team_id = ${teamId}::uuid
    and p.state in ('done', 'not_needed') and p.set_at > now() - interval '30 days'
    order by p.set_at desc, p.item_id limit ${sql.lit(putRightPage)}`.execute(db.query)
  return found.rows
}

/** Returns those of these audits. */
export async function putRightOfCases(db: ActorDb, audits: readonly string[]): Promise<PutRightRow[]> {
  if (audits.length === 0) return []
  const found = await sql<PutRightRow>`${rows(db.org)} and p.audit_id = any (${audits}::uuid[])`.execute(
    db.query,
  )
  return found.rows
}

export async function putRightById(db: ActorDb, itemId: string): Promise<PutRightRow | undefined> {
  const found = await sql<PutRightRow>`${rows(db.org)} and p.item_id = ${itemId}::uuid`.execute(db.query)
  return found.rows[0]
}

export interface StepRow {
  at: string
  state: PutRightState
  reason: NoNeedReason | null
  done_on: string | null
  set_by: string | null
  set_by_name: string | null
  from_file: boolean
}

/** Returns everything that was said of one, newest first. */
export async function stepsOf(db: ActorDb, itemId: string): Promise<StepRow[]> {
  const found = await sql<StepRow>`select e.at, e.state, e.reason, e.done_on::text as done_on, e.set_by,
      by.name as set_by_name, e.import_id is not null as from_file
    from put_right_event e left join person by on by.org_id = e.org_id and by.person_id = e.set_by
    where e.org_id = ${db.org}::uuid and e.item_id = ${itemId}::uuid order by e.version desc`.execute(
    db.query,
  )
  return found.rows
}

export async function teamPlace(
  db: ActorDb,
  teamId: string,
): Promise<{ zone: string; today: string; open: number } | undefined> {
  const found = await sql<{ zone: string; today: string; open: number }>`
    select t.zone, (now() at time zone t.zone)::date::text as today, (select count(*)::int from put_right p
      where p.org_id = t.org_id and p.team_id = t.team_id and p.state = 'open') as open
    from team t where t.org_id = ${db.org}::uuid and t.team_id = ${teamId}::uuid`.execute(db.query)
  return found.rows[0]
}

export interface CountRow {
  machine: boolean
  state: 'open' | 'done' | 'not_needed'
  opened_at: string
  done_on: string | null
  n: number
}

/** Counts a team's by when they were opened and put right: all open ones, and those that were settled since. */
export async function countsOfTeam(db: ActorDb, teamId: string, since: string): Promise<CountRow[]> {
  const found = await sql<CountRow>`select machine, state, opened_at, done_on::text as done_on, n
    from app.put_right_counts(${teamId}::uuid, ${since}::timestamptz)`.execute(db.query)
  return found.rows
}

export interface OpenTeam {
  team_id: string
  name: string
  zone: string
  /** Instants at which they were opened, with how many at each, the oldest first. */
  opened: { at: string; n: number }[]
}

/** Returns the teams among these with open ones. */
export async function openTeams(db: ActorDb, teams: readonly string[]): Promise<OpenTeam[]> {
  if (teams.length === 0) return []
  const found = await sql<OpenTeam>`
    select t.team_id, t.name, t.zone, jsonb_agg(jsonb_build_object('at', o.opened_at, 'n', o.n) order by o.opened_at) as opened
    from (select p.org_id, p.team_id, p.opened_at, count(*)::int as n from put_right p
      where p.org_id = ${db.org}::uuid and p.state = 'open' and p.team_id = any (${teams}::uuid[])
      group by 1, 2, 3) o
    join team t on t.org_id = o.org_id and t.team_id = o.team_id
    group by t.team_id, t.name, t.zone`.execute(db.query)
  return found.rows
}

/** Sets one that a verification still says is wrong. Undefined where it changed meanwhile. */
export async function setPutRight(
  db: WriteDb,
  { itemId, state, reason, doneOn }: SetPutRightInput,
  version: number,
): Promise<{ version: number; set_at: string } | undefined> {
  const found = await sql<{ version: number; set_at: string }>`
    update put_right p set state = ${state}, reason = ${reason}, done_on = ${doneOn}::date, set_by = ${db.person},
      put_to = case when ${state} = 'done' then ${verifiedOf} end, set_at = clock_timestamp(), import_id = null,
      version = p.version + 1
    where p.org_id = ${db.org}::uuid and p.item_id = ${itemId}::uuid and p.version = ${version}
    returning p.version, p.set_at`.execute(db.query)
  return found.rows[0]
}

const verifiedOf = sql`coalesce(
  (select a.verified_decision from audit a where a.org_id = p.org_id and a.audit_id = p.audit_id),
  (select d.verified_decision from machine_decision d where d.org_id = p.org_id and d.decision_id = p.decision_id))`

/** Says of a file: the decision of this reference was put right on that day where the team is. */
export interface SaidPutRight {
  reference: string
  on: string
}

/** An open one, and one that another file said was put right on another day; what a person said holds. */
const settable = ({ org }: ImportTarget, teamId: string, said: readonly SaidPutRight[]) => sql`
  select p.item_id, r.reference, r."on" as on_day
  from json_to_recordset(${JSON.stringify(said)}::json) as r (reference text, "on" date)
  left join audit a on a.org_id = ${org}::uuid and a.team_id = ${teamId}::uuid and a.reference = r.reference
  left join machine_decision d on a.audit_id is null and d.org_id = ${org}::uuid and d.team_id = ${teamId}::uuid
    and d.reference = r.reference
  join put_right p on p.org_id = ${org}::uuid and p.item_id = coalesce(a.audit_id, d.decision_id)
  where p.state = 'open' or (p.state = 'done' and p.import_id is not null and p.done_on is distinct from r."on")`

/** Returns the references of those that a file would change. */
export async function settableByFile(
  target: ImportTarget,
  teamId: string,
  said: readonly SaidPutRight[],
): Promise<string[]> {
  if (said.length === 0) return []
  const found = await sql<{ reference: string }>`${settable(target, teamId, said)}`.execute(target.query)
  return found.rows.map(({ reference }) => reference)
}

/** Sets what a file says was put right. Returns the references of those that it changed. */
export async function setByFile(
  target: ImportTarget,
  { teamId, importId }: { teamId: string; importId: string },
  said: readonly SaidPutRight[],
): Promise<string[]> {
  if (said.length === 0) return []
  const found = await sql<{ reference: string }>`
    update put_right p set state = 'done', reason = null, done_on = x.on_day, put_to = ${verifiedOf},
      set_by = ${target.actor}::uuid, set_at = clock_timestamp(), import_id = ${importId}::uuid, version = p.version + 1
    from (${settable(target, teamId, said)}) x where p.org_id = ${target.org}::uuid and p.item_id = x.item_id
    returning x.reference`.execute(target.query)
  return found.rows.map(({ reference }) => reference)
}

/** Gives what an import said was put right back what was said before it. */
export async function restorePutRight({ org, actor, query }: ImportTarget, importId: string): Promise<void> {
  await sql`
    update put_right p set state = coalesce(b.state, 'open'), reason = b.reason, done_on = b.done_on, put_to = b.put_to,
      set_by = ${actor}::uuid, set_at = clock_timestamp(), import_id = b.import_id, version = p.version + 1
    from put_right_event e left join lateral (select * from put_right_event f
      where f.org_id = e.org_id and f.item_id = e.item_id and f.version < e.version
        and f.import_id is distinct from e.import_id
      order by f.version desc limit 1) b on true
    where p.org_id = ${org}::uuid and p.import_id = ${importId}::uuid and p.state = 'done'
      and e.org_id = p.org_id and e.item_id = p.item_id and e.version = p.version`.execute(query)
}
