import { sql } from 'kysely'
import type { OwnerDb } from '#server/db/database.ts'
import type { Severity } from '#shared/escalations/step-rules.ts'

/** Says who is notified of which clock, and how far it has run. */
export interface Due {
  org_id: string
  escalation_id: string
  person_id: string
  severity: Severity
  /** 1 at risk, 2 overdue, 3 overdue for a quarter of its time more. */
  stage: 1 | 2 | 3
}

/**
 * Moves every clock that has run so far through each stage that it has passed, several where Dure was down, in one statement,
 * with their events and what open phones hear; and says who is to be told, once, of the furthest stage that is theirs: who has
 * it at each, overdue who watches it and the leads too, later the managers above. Rows that another process works on are left
 * to it. A decision in time that waits for its effect holds back the clock it is about to stop; one that was late does not.
 */
export async function moveDueClocks(transaction: OwnerDb): Promise<Due[]> {
  const { rows } = await sql<Due>`with recursive due as materialized (
      select c.org_id, c.escalation_id, c.kind, c.stage as reached from escalation_clock c
      where c.next_at <= clock_timestamp() and not exists (
        select from escalation_decision d where d.org_id = c.org_id and d.escalation_id = c.escalation_id
          and c.kind <> 'acknowledge' and d.undone_at is null and d.effected_at is null and d.at <= c.next_at)
      order by c.next_at limit 2000 for update of c skip locked
    ), moved as (
      update escalation_clock c set stage = case when clock_timestamp() >= c.chain_at then 3
        when clock_timestamp() >= c.due_at then 2 else 1 end
      from due where c.org_id = due.org_id and c.escalation_id = due.escalation_id and c.kind = due.kind
      returning c.org_id, c.escalation_id, c.kind, c.stage, due.reached
    ), at as (
      select m.org_id, m.escalation_id, m.kind, passed as stage, e.team_id, e.holder_id, e.raiser_id, e.subject_id,
        e.severity, e.function, e.child_safety
      from moved m join escalation e using (org_id, escalation_id), generate_series(m.reached + 1, m.stage) passed
    ), events as (
      insert into escalation_event (org_id, event_id, escalation_id, at, kind, code, child_safety)
      select org_id, gen_random_uuid(), escalation_id, now() + stage * interval '1 microsecond',
        case stage when 1 then 'at_risk' else 'overdue' end, kind, child_safety from at where stage < 3
    ), above as (
      select a.org_id, a.escalation_id, a.team_id, t.parent_id, 0 as height
      from at a join team t on t.org_id = a.org_id and t.team_id = a.team_id
      union all
      select b.org_id, b.escalation_id, t.team_id, t.parent_id, b.height + 1
      from above b join team t on t.org_id = b.org_id and t.team_id = b.parent_id where b.height < 20
    ), standing as (
      select b.org_id, b.escalation_id, m.person_id, m.role
      from above b join app.membership_today m on m.org_id = b.org_id and m.team_id = b.team_id
      where m.role = 'manager' or (m.role = 'lead' and b.height = 0)
    ), covered as (
      select * from standing
      union
      select s.org_id, s.escalation_id, d.to_id, s.role from standing s
      join delegation d on d.org_id = s.org_id and d.from_id = s.person_id and d.role = s.role
      where d.starts_at <= now() and d.ends_at > now() and (d.ended_at is null or d.ended_at > now())
    ), told as (
      insert into change (org_id, feature, team_id, person_id, except_id)
      select distinct org_id, 'escalations', team_id, null::uuid, subject_id from at
      union select org_id, 'escalations', null, raiser_id, null from at
      union select a.org_id, 'escalations', null, m.person_id, null from at a
        join app.membership_today m on m.org_id = a.org_id and m.role = 'partner' and m.function = a.function
        where m.person_id is distinct from a.subject_id
    ), woken as (
      select pg_notify('dure_change', org_id::text) from (select distinct org_id from at) o
    ), hears as (
      select org_id, escalation_id, stage, holder_id as person_id from at where holder_id is not null
      union
      select a.org_id, a.escalation_id, a.stage, c.person_id from at a join covered c using (org_id, escalation_id)
      where case a.stage when 1 then a.holder_id is null and c.role = 'lead' when 2 then c.role = 'lead'
        else c.role = 'manager' end
      union
      select a.org_id, a.escalation_id, a.stage, p.person_id from at a
      join escalation_party p using (org_id, escalation_id) where a.stage = 2 and p.watching
    )
    select h.org_id, h.escalation_id, h.person_id, a.severity, max(a.stage) as stage
    from hears h join at a using (org_id, escalation_id, stage)
    where (h.person_id is distinct from a.subject_id or h.person_id = a.raiser_id) and (select count(*) from woken) >= 0
    group by h.org_id, h.escalation_id, h.person_id, a.severity`.execute(transaction)
  return rows
}
