import { type Kysely, sql } from 'kysely'

/**
 * Figures of a team's escalations for who leads or manages it: counted here, as the owner, so that a month costs the same with
 * row-level security as without. Nobody is named, and an escalation about the reader is in no figure.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create index escalation_submitted on escalation (org_id, team_id, submitted_at)
    where submitted_at is not null and merged_into_id is null`.execute(db)
  await sql`create index escalation_decision_alone on escalation_decision (org_id, effected_at) where alone`.execute(
    db,
  )
  const seen = sql`e.org_id = app.org() and e.team_id = team and e.submitted_at is not null and e.merged_into_id is null
    and e.subject_id is distinct from app.actor()`
  await sql`create function app.escalation_insight(team uuid, since timestamptz, until timestamptz) returns jsonb
    language sql stable security definer set search_path = pg_catalog, public as $$
      with month as materialized (
        select e.escalation_id, e.severity, e.kind, e.function from escalation e
        where ${seen} and team = any (app.visible_teams()) and e.submitted_at >= since and e.submitted_at < until
      ), clocks as materialized (
        select m.escalation_id, m.severity, m.kind, coalesce(m.function, 'none') as function, c.kind as clock,
          c.due_at, c.stopped_at, c.due_at < coalesce(c.stopped_at, now()) as late,
          extract(epoch from c.stopped_at - c.started_at) / 60 as minutes
        from month m join escalation_clock c on c.org_id = app.org() and c.escalation_id = m.escalation_id
        where c.stopped_at is not null or (c.due_at < now() and c.paused_at is null)
      ), figures as (
        select f.clock, f.part, f.code, count(*)::int as n, (count(*) filter (where not f.late))::int as met,
          array_agg(f.minutes order by f.minutes) filter (where f.minutes is not null) as minutes
        from (
          select c.clock, p.part, p.code, c.late, c.minutes
          from clocks c, lateral (values ('all', 'all'), ('severity', c.severity), ('kind', c.kind),
            ('function', c.function)) p (part, code)
        ) f group by f.clock, f.part, f.code
      ), quantiles as (
        select f.clock, f.part, f.code, f.n, f.met, (
            select jsonb_agg(jsonb_build_object('share', q.share, 'value', round(f.minutes[q.place]),
              'low', case when q.low >= 1 then round(f.minutes[q.low]) end,
              'high', case when q.high <= q.of then round(f.minutes[q.high]) end) order by q.share)
            from (
              select s.share, cardinality(f.minutes) as of, greatest(1, ceil(cardinality(f.minutes) * s.share))::int as place,
                floor(cardinality(f.minutes) * s.share
                  - 1.96 * sqrt(cardinality(f.minutes) * s.share * (1 - s.share)))::int as low,
                (ceil(cardinality(f.minutes) * s.share
                  + 1.96 * sqrt(cardinality(f.minutes) * s.share * (1 - s.share))) + 1)::int as high
              from (values (0.5), (0.9)) s (share)
            ) q) as times
        from figures f
      ), open as materialized (
        select e.escalation_id, e.severity, e.submitted_at, e.holder_id, e.content_version from escalation e
        where ${seen} and team = any (app.visible_teams()) and e.status <> 'closed'
      ), waits as (
        select r.at, case when exists (select from app.membership_today m where m.org_id = r.org_id
              and m.person_id = o.holder_id and m.role = 'manager') then 'manager'
            when exists (select from app.membership_today m where m.org_id = r.org_id
              and m.person_id = o.holder_id and m.role = 'lead') then 'lead' else 'nobody' end as role,
          case when exists (select from escalation_decision d where d.org_id = r.org_id and d.request_id = r.request_id
            and d.verdict = 'approve' and d.effected_at is not null) then 'second' else 'first' end as state
        from open o join escalation_request r on r.org_id = app.org() and r.escalation_id = o.escalation_id
          and r.state = 'open' and r.content_version = o.content_version
      )
      select jsonb_build_object(
        'raised', (select count(*) from month),
        'figures', coalesce((select jsonb_agg(jsonb_build_object('clock', q.clock, 'part', q.part, 'code', q.code,
          'n', q.n, 'met', q.met, 'times', coalesce(q.times, '[]'))
          order by q.clock, q.part, q.code) from quantiles q), '[]'),
        'waiting', coalesce((select jsonb_agg(to_jsonb(w) order by w.role, w.state) from (select w.role, w.state,
          count(*)::int as n, min(w.at) as oldest from waits w group by w.role, w.state) w), '[]'),
        'ages', coalesce((select jsonb_agg(to_jsonb(a) order by a.severity, a.bucket) from (select o.severity,
          width_bucket(extract(epoch from now() - o.submitted_at) / 86400, array[1, 3, 7, 30]) as bucket,
          count(*)::int as n from open o group by 1, 2) a), '[]'),
        'late', coalesce((select jsonb_agg(jsonb_build_object('escalationId', l.escalation_id, 'clock', l.clock,
          'dueAt', l.due_at, 'stoppedAt', l.stopped_at) order by l.due_at, l.escalation_id) from (
            select * from clocks c where c.late order by c.due_at, c.escalation_id limit 100) l), '[]'),
        'alone', coalesce((select jsonb_agg(jsonb_build_object('escalationId', d.escalation_id, 'how', d.how, 'at', d.at)
          order by d.at, d.escalation_id) from (
            select d.escalation_id, 'alone' as how, d.effected_at as at
            from escalation_decision d join escalation e on e.org_id = d.org_id and e.escalation_id = d.escalation_id
            where ${seen} and team = any (app.visible_teams()) and d.alone and d.effected_at >= since and d.effected_at < until
            union all
            select c.escalation_id, case when c.stopped_at is null then 'unconfirmed' else 'acted_first' end, c.due_at
            from clocks c where c.clock = 'confirm'
            order by 3, 1 limit 100) d), '[]'))
    $$`.execute(db)
  await sql`revoke all on function app.escalation_insight(uuid, timestamptz, timestamptz) from public`.execute(
    db,
  )
  await sql`grant execute on function app.escalation_insight(uuid, timestamptz, timestamptz) to dure_app`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`drop function app.escalation_insight(uuid, timestamptz, timestamptz)`.execute(db)
  await sql`drop index escalation_decision_alone`.execute(db)
  await sql`drop index escalation_submitted`.execute(db)
}
