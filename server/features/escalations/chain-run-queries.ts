import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { OwnerDb } from '#server/db/database.ts'
import type { Advance, Call, StepSource } from '#shared/escalations/chain-rules.ts'
import type { Severity } from '#shared/escalations/step-rules.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'

/** Names one run of a chain. */
export interface RunKey {
  org_id: string
  escalation_id: string
  cycle: number
  severity: Severity
}

/** Steps of whoever did not raise it that say that somebody has seen it. */
const acknowledging = sql`v.kind in ('acknowledged', 'taken_over', 'started', 'approved', 'rejected')
  or (v.kind = 'requested' and v.actor_id <> e.raiser_id)`

/**
 * Says that nobody has acknowledged the escalation `e` since it was opened, and that it is neither resolved nor closed. Its raiser's
 * request for a decision acknowledges nothing; the clock says so at the first opening, and at later ones, where it stays stopped, the
 * history does.
 */
export const isUnacknowledged = sql<boolean>`(e.status not in ('draft', 'resolved', 'closed') and (
  e.status in ('submitted', 'reopened')
  or exists (select from escalation_clock k where k.org_id = e.org_id and k.escalation_id = e.escalation_id
    and k.kind = 'acknowledge' and k.stopped_at is null)
  or (e.status = 'awaiting_approval' and e.cycle > 1 and not exists (select from escalation_event v
    where v.org_id = e.org_id and v.escalation_id = e.escalation_id and (${acknowledging})
      and v.at > (select max(o.at) from escalation_event o
        where o.org_id = e.org_id and o.escalation_id = e.escalation_id and o.kind = 'reopened')))))`

/** A chain of a higher severity took the place of the run `r`. */
const isOvertaken = sql<boolean>`exists (select from on_call_run o where o.org_id = r.org_id
  and o.escalation_id = r.escalation_id and o.cycle = r.cycle and o.severity < r.severity)`

/**
 * Begins a chain on every escalation that nobody acknowledged and that has a severity at which its team's chain begins: once for
 * each opening, and anew where it rose above the severity at which one began.
 */
export async function beginRuns(db: OwnerDb): Promise<void> {
  await sql`insert into on_call_run (org_id, escalation_id, cycle, severity, chain_id, next_source, next_person_id)
    select e.org_id, e.escalation_id, e.cycle, e.severity, c.chain_id, c.sources[1], p.person_id
    from escalation e
    join team t on t.org_id = e.org_id and t.team_id = e.team_id
    cross join lateral (select (now() at time zone t.zone)::date as day) d
    cross join lateral (
      select n.* from on_call_chain n
      where n.org_id = e.org_id and n.team_id = e.team_id and n.starts_on <= d.day
      order by n.starts_on desc, n.number desc limit 1
    ) c
    left join person p on p.org_id = e.org_id and p.person_id = c.person_ids[1]
    where ${isUnacknowledged} and e.severity = any (c.severities)
      and not exists (select from on_call_run r where r.org_id = e.org_id and r.escalation_id = e.escalation_id
        and r.cycle = e.cycle and r.severity <= e.severity)
    on conflict do nothing`.execute(db)
}

/**
 * Returns the runs whose next step is due, and those that have come to their end. One whose escalation was lowered below the chain
 * sleeps: it goes on once that is raised again.
 */
export async function dueRuns(db: OwnerDb): Promise<RunKey[]> {
  const { rows } = await sql<RunKey>`select r.org_id, r.escalation_id, r.cycle, r.severity
    from on_call_run r join escalation e using (org_id, escalation_id) join on_call_chain c using (org_id, chain_id)
    where r.next_at <= clock_timestamp()
      and (e.severity = any (c.severities) or e.cycle <> r.cycle or not ${isUnacknowledged} or ${isOvertaken})
    order by r.next_at limit 500`.execute(db)
  return rows
}

export interface DueRun extends RunKey {
  team_id: string
  function: PartnerFunction | null
  raiser_id: string
  subject_id: string | null
  round: number
  place: number
  repeats: number
  sources: StepSource[]
  person_ids: (string | null)[]
  minutes: number[]
  /** It is still waiting for somebody, and no chain of a higher severity took its place. */
  waiting: boolean
  /** An earlier step of the round reached somebody. */
  reached: boolean
  /** The leads of the team who are on shift now, and whom the imported calendar names now. */
  on_shift: string[]
  on_duty: string[]
}

/** Returns a run whose escalation the transaction has locked; undefined where another process was quicker. */
export async function dueRun(transaction: OwnerDb, key: RunKey): Promise<DueRun | undefined> {
  const { rows } = await sql<DueRun>`select r.org_id, r.escalation_id, r.cycle, r.severity, r.round, r.place,
      e.team_id, e.function, e.raiser_id, e.subject_id, c.repeats, c.sources, c.person_ids, c.minutes,
      ${isUnacknowledged} and e.cycle = r.cycle and not ${isOvertaken} as waiting,
      exists (select from on_call_call k where k.org_id = r.org_id and k.escalation_id = r.escalation_id
        and k.cycle = r.cycle and k.severity = r.severity and k.round = r.round and k.outcome = 'notified') as reached,
      array(select distinct s.person_id from shift s
        join app.membership_today m on m.org_id = s.org_id and m.person_id = s.person_id
        where s.org_id = e.org_id and m.team_id = e.team_id and m.role = 'lead' and s.kind = 'work'
          and s.starts_at <= now() and s.ends_at > now()) as on_shift,
      array(select distinct u.person_id
        from (select * from on_call_calendar n where n.org_id = e.org_id and n.team_id = e.team_id
          order by n.number desc limit 1) n, unnest(n.person_ids, n.starts, n.ends) as u (person_id, starts_at, ends_at)
        where u.starts_at <= now() and u.ends_at > now()) as on_duty
    from on_call_run r join escalation e using (org_id, escalation_id) join on_call_chain c using (org_id, chain_id)
    where r.org_id = ${key.org_id} and r.escalation_id = ${key.escalation_id} and r.cycle = ${key.cycle}
      and r.severity = ${key.severity} and r.next_at <= clock_timestamp()
      and (e.severity = any (c.severities) or e.cycle <> r.cycle or not ${isUnacknowledged} or ${isOvertaken})
    for update of r`.execute(transaction)
  return rows[0]
}

/** Returns the person, or null where there is none of that id any more: a list of a chain refers to nobody. */
const known = (org: string, personId: string | null) =>
  sql<
    string | null
  >`(select p.person_id from person p where p.org_id = ${org}::uuid and p.person_id = ${personId}::uuid)`

/** Records whom a step called, or why nobody was; the keys of the calls are in their order. */
export async function insertCalls(transaction: OwnerDb, run: DueRun, calls: readonly Call[]): Promise<void> {
  const { org_id, escalation_id, cycle, severity, round } = run
  if (calls.length === 0) return
  await transaction
    .insertInto('on_call_call')
    .values(
      calls.map(({ place, source, personId, forId, outcome }) => ({
        ...{ org_id, escalation_id, cycle, severity, round },
        ...{ call_id: uuidv7(), place, source, for_id: forId, outcome },
        // Whoever left may have been erased since the chain was set.
        person_id: outcome === 'left' ? known(org_id, personId) : personId,
        at: sql<string>`now()`,
      })),
    )
    .execute()
}

/** Moves a run to its next step, or ends it. */
export async function moveRun(transaction: OwnerDb, run: DueRun, next: Advance['next']): Promise<void> {
  const { org_id, escalation_id, cycle, severity } = run
  const place = next?.place ?? run.place
  await transaction
    .updateTable('on_call_run')
    .set({
      round: next?.round ?? run.round,
      place,
      next_at: next && sql<string>`clock_timestamp() + make_interval(mins => ${next.minutes}::int)`,
      next_source: next && (run.sources[place - 1] ?? null),
      next_person_id: next && known(org_id, run.person_ids[place - 1] ?? null),
    })
    .where('org_id', '=', org_id)
    .where('escalation_id', '=', escalation_id)
    .where('cycle', '=', cycle)
    .where('severity', '=', severity)
    .execute()
}
