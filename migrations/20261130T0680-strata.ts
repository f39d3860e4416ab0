import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * Trends need the counts of a team by policy, queue and language, and how many people stand behind each: so this rollup
 * keeps the analyst too, and counts as the team's does, every error whosever it was. Its lead reads the rows; a manager gets
 * sums of at least three people from app.team_strata, in which no single analyst's week can be found. An unknown queue or
 * language is the empty text. The machines' rollup, which holds no person, gets the same columns.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await makeViews(db, sql`, j.queue, j.language`, {
    audits: sql`, coalesce(a.queue, '') as queue, coalesce(a.language, '') as language`,
    machines: sql`, coalesce(d.queue, ''), coalesce(d.language, '')`,
  })

  await sql`create table audit_stratum_week (
    org_id uuid not null, team_id uuid not null, week date not null, policy text not null, queue text not null,
    language text not null, analyst_id uuid not null,
    ${sql.join(counted.map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)} not null default 0`))},
    primary key (org_id, team_id, week, policy, queue, language, analyst_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, analyst_id) references person
  )`.execute(db)
  await sql`alter table audit_stratum_week enable row level security`.execute(db)
  await sql`alter table audit_stratum_week force row level security`.execute(db)
  await sql`create policy owner on audit_stratum_week for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  await sql`create policy read on audit_stratum_week for select to dure_app using (${inOrg} and ${led})`.execute(
    db,
  )
  await sql`create policy write on audit_stratum_week for insert to dure_app with check (${inOrg} and ${led})`.execute(
    db,
  )
  await sql`create policy change on audit_stratum_week for update to dure_app
    using (${inOrg} and ${led}) with check (${inOrg} and ${led})`.execute(db)
  await sql`create policy empty on audit_stratum_week for delete to dure_app using (${inOrg} and ${led})`.execute(
    db,
  )
  await sql`grant select, insert, delete, update (${columns}) on audit_stratum_week to dure_app`.execute(db)
  await sql`insert into audit_stratum_week (org_id, team_id, week, policy, queue, language, analyst_id, ${columns})
    select org_id, team_id, week, policy, queue, language, analyst_id, ${sums} from app.audit_counted where not machine
    group by org_id, team_id, week, policy, queue, language, analyst_id having sum(n) + sum(unverified) > 0`.execute(
    db,
  )

  await sql`delete from audit_machine_week`.execute(db)
  await sql`alter table audit_machine_week drop constraint audit_machine_week_pkey,
    add column queue text not null, add column language text not null,
    add primary key (org_id, team_id, week, policy, queue, language)`.execute(db)
  await sql`insert into audit_machine_week (org_id, team_id, week, policy, queue, language, ${columns})
    select org_id, team_id, week, policy, queue, language, ${sums} from app.audit_counted where machine
    group by org_id, team_id, week, policy, queue, language having sum(n) + sum(unverified) > 0`.execute(db)

  await makeCountAudit(db, {
    team: sql`
          update audit_stratum_week d set ${added}
          where d.org_id = c.org_id and d.team_id = c.team_id and d.week = c.week and d.policy = c.policy
            and d.queue = c.queue and d.language = c.language and d.analyst_id = c.analyst_id;
          if not found and sign > 0 then
            insert into audit_stratum_week (org_id, team_id, week, policy, queue, language, analyst_id, ${columns})
            values (c.org_id, c.team_id, c.week, c.policy, c.queue, c.language, c.analyst_id, ${values});
          end if;`,
    machine: sql` and d.queue = c.queue and d.language = c.language`,
  })

  // A cell is a policy, queue and language of one week. Where fewer than three people stand behind one, a manager gets it in
  // one sum with the week's other such cells and, while that sum is still of fewer, with the smallest of the rest; nothing of a
  // week that fewer than three worked in. Cells are taken whole, so that no adding up and taking away of what is given leaves
  // fewer than three.
  await sql`create function app.team_strata(team uuid, first_week date, last_week date)
    returns table (week date, policy text, queue text, language text, ${sql.join(
      counted.map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`),
    )})
    language sql stable security definer set search_path = pg_catalog, public as $$
      with reader as materialized (
        select case when team_strata.team = any (app.visible_teams('lead')) then 1
          when team_strata.team = any (app.visible_teams('manager')) then 3 end as people
      ), own as materialized (
        select w.* from audit_stratum_week w, reader r
        where w.org_id = app.org() and w.team_id = team_strata.team
          and w.week between team_strata.first_week and team_strata.last_week and r.people is not null
          and w.n + w.unverified > 0
      ), few as (
        select o.week, o.policy, o.queue, o.language, array_agg(o.analyst_id) as behind from own o, reader r
        where r.people > 1
        group by o.week, o.policy, o.queue, o.language, r.people having count(*) < r.people
      ), short as (
        select f.week from few f cross join unnest(f.behind) b, reader r
        group by f.week, r.people having count(distinct b) < r.people
      ), joined as (
        select f.week, f.policy, f.queue, f.language from few f
        union all
        (select distinct on (o.week) o.week, o.policy, o.queue, o.language from own o, reader r
          where o.week in (select s.week from short s)
          group by o.week, o.policy, o.queue, o.language, r.people having count(*) >= r.people
          order by o.week, sum(o.n + o.unverified), o.policy, o.queue, o.language)
      ), thin as (
        select o.week from own o, reader r
        where r.people > 1
        group by o.week, r.people having count(distinct o.analyst_id) < r.people
      )
      select o.week, case when j.week is null then o.policy end, case when j.week is null then o.queue end,
        case when j.week is null then o.language end, ${sql.join(
          counted.map(([name, type]) => sql`sum(${sql.ref(`o.${name}`)})::${sql.raw(type)}`),
        )}
      from own o left join joined j on j.week = o.week and j.policy = o.policy and j.queue = o.queue
        and j.language = o.language
      where o.week not in (select t.week from thin t)
      group by 1, 2, 3, 4
    $$`.execute(db)
  await sql`revoke all on function app.team_strata(uuid, date, date) from public`.execute(db)
  await sql`grant execute on function app.team_strata(uuid, date, date) to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.team_strata(uuid, date, date)`.execute(db)
  await makeCountAudit(db, { team: sql``, machine: sql`` })
  await sql`drop table audit_stratum_week`.execute(db)
  await sql`delete from audit_machine_week`.execute(db)
  await sql`alter table audit_machine_week drop constraint audit_machine_week_pkey, drop column queue,
    drop column language, add primary key (org_id, team_id, week, policy)`.execute(db)
  await sql`insert into audit_machine_week (org_id, team_id, week, policy, ${columns})
    select org_id, team_id, week, policy, ${sums} from app.audit_counted where machine
    group by org_id, team_id, week, policy having sum(n) + sum(unverified) > 0`.execute(db)
  await sql`drop view app.audit_counted`.execute(db)
  await sql`drop view app.audit_judged`.execute(db)
  await makeViews(db, sql``, { audits: sql``, machines: sql`` })
  // A view that is made anew is nobody's to read, and the figures of a period read both.
  await sql`grant select on app.audit_judged, app.audit_counted to dure_app`.execute(db)
}

const inOrg = sql`org_id = (select app.org())`
const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
/** The sums of a rollup, in the order of its columns. */
const counted = [
  ...['n', 'correct', 'missed', 'over_enforced', 'unverified', 'acted', 'unsided', 'drawn'].map(
    (name) => [name, 'int'] as const,
  ),
  ...['w', 'w2', 'w_correct', 'w_missed', 'w_over_enforced', 'w_acted'].map(
    (name) => [name, 'float8'] as const,
  ),
  ...['w2_missed', 'w2_over_enforced', 'w2_acted', 'w2_correct'].map((name) => [name, 'float8'] as const),
]
const columns = sql.join(counted.map(([name]) => sql.ref(name)))
const sums = sql.join(counted.map(([name]) => sql`sum(${sql.ref(name)})`))
const values = sql.join(counted.map(([name]) => sql.ref(`c.${name}`)))
const added = sql.join(
  counted.map(([name]) => sql`${sql.ref(name)} = ${sql.ref(`d.${name}`)} + sign * ${sql.ref(`c.${name}`)}`),
)

/** Makes both views of what audits count; the columns that are added come last, as a view that is replaced asks for. */
async function makeViews(
  db: Kysely<unknown>,
  ofCounted: RawBuilder<unknown>,
  ofJudged: { audits: RawBuilder<unknown>; machines: RawBuilder<unknown> },
): Promise<void> {
  await sql`create or replace view app.audit_judged with (security_invoker = true) as
    select a.org_id, a.team_id, a.analyst_id, a.policy, (a.decided_at at time zone t.zone)::date as day,
      date_trunc('week', a.decided_at at time zone t.zone)::date as week, j.machine, j.outcome, j.acted,
      a.inclusion_probability::float8 as chance, j.own, a.audit_id${ofJudged.audits}
    from audit a join team t on t.org_id = a.org_id and t.team_id = a.team_id
    cross join lateral (
      select false as machine, a.outcome, a.acted, a.attributed_to is null as own
      where a.decided_by is distinct from 'automated' or a.moderator_decision is not null
      union all
      select true,
        case when a.moderator_decision is null or a.outcome = 'technical' then a.outcome
          when a.verified_decision is null or a.moderator_acted is null or a.acted is null then 'unverified'
          when lower(btrim(a.moderator_decision)) = lower(btrim(a.verified_decision)) then 'correct'
          when case a.outcome when 'correct' then a.acted else a.outcome = 'missed' end then 'missed'
          when a.moderator_acted then 'over_enforced' else 'other_error' end,
        case when a.moderator_decision is null then a.acted else a.moderator_acted end,
        true
      where a.decided_by = 'automated') j
    where a.kind = 'audit' and not a.targeted
    union all
    select d.org_id, d.team_id, null::uuid, d.policy, (d.decided_at at time zone t.zone)::date,
      date_trunc('week', d.decided_at at time zone t.zone)::date, true, d.outcome, d.acted,
      d.inclusion_probability::float8, true, null::uuid${ofJudged.machines}
    from machine_decision d join team t on t.org_id = d.org_id and t.team_id = d.team_id
    where d.kind = 'audit' and not d.targeted`.execute(db)
  await sql`create or replace view app.audit_counted with (security_invoker = true) as
    select j.org_id, j.team_id, j.analyst_id, j.policy, j.day, j.week, j.machine, j.own,
      r.rated::int as n, (j.outcome = 'correct')::int as correct, (j.outcome = 'missed')::int as missed,
      (j.outcome = 'over_enforced')::int as over_enforced, (j.outcome = 'unverified')::int as unverified,
      (j.outcome = 'correct' and j.acted is true)::int as acted,
      (j.outcome = 'correct' and j.acted is null)::int as unsided,
      (r.weight > 0)::int as drawn, r.weight as w, r.weight ^ 2 as w2,
      case j.outcome when 'correct' then r.weight else 0 end as w_correct,
      case j.outcome when 'missed' then r.weight else 0 end as w_missed,
      case j.outcome when 'over_enforced' then r.weight else 0 end as w_over_enforced,
      case when j.outcome = 'correct' and j.acted then r.weight else 0 end as w_acted,
      case j.outcome when 'missed' then r.weight ^ 2 else 0 end as w2_missed,
      case j.outcome when 'over_enforced' then r.weight ^ 2 else 0 end as w2_over_enforced,
      case when j.outcome = 'correct' and j.acted then r.weight ^ 2 else 0 end as w2_acted, j.audit_id,
      case j.outcome when 'correct' then r.weight ^ 2 else 0 end as w2_correct${ofCounted}
    from app.audit_judged j cross join lateral (
      select j.outcome not in ('unverified', 'technical') as rated,
        case when j.outcome in ('unverified', 'technical') then 0 else coalesce(1 / j.chance, 0) end as weight) r`.execute(
    db,
  )
}

/** Makes the function that adds an audit to its rollups or takes it out, in the order in which every other writer takes them. */
async function makeCountAudit(
  db: Kysely<unknown>,
  more: { team: RawBuilder<unknown>; machine: RawBuilder<unknown> },
): Promise<void> {
  await sql`create or replace function app.count_audit(audit uuid, sign int) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare c record;
    begin
      perform app.count_own(audit, sign);
      for c in select * from app.audit_counted v
        where v.org_id = app.org() and v.audit_id = count_audit.audit order by v.machine loop
        ${sql``}
        -- What its team or its machines count of it was there before, whosever the error was.
        if c.machine then
          update audit_machine_week d set ${added}
          where d.org_id = c.org_id and d.team_id = c.team_id and d.week = c.week and d.policy = c.policy${more.machine};
        else${more.team}
          update audit_team_week d set ${added}
          where d.org_id = c.org_id and d.team_id = c.team_id and d.week = c.week and d.policy = c.policy;
        end if;
      end loop;
    end $$`.execute(db)
}
