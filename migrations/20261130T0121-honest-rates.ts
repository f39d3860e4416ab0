import { type Kysely, sql } from 'kysely'

/**
 * Rollups carry what an honest rate needs. Only audits that were drawn make rates: appeals, feedback, policy questions and
 * what was picked by hand select themselves. Beside the counts stand the decisions that were actions, so that misses are
 * a share of violations too, and the sums of the weights (one over the chance of being drawn) and of their squares. What a
 * machine decided has a rollup of its own and is in no person's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // True where the decision says that the case violates; null where no import says which label does.
  await sql`alter table audit add column acted boolean, add column moderator_acted boolean`.execute(db)
  await sql`alter table audit disable trigger list_terms_of_changed`.execute(db)
  await sql`
    with met as (
      select org_id, team_id, mode() within group (order by label) as label from (
        select org_id, team_id, lower(btrim(verified_decision)) as label from audit
        where outcome = 'missed' and verified_decision is not null
        union all
        select org_id, team_id, lower(btrim(decision)) from audit where outcome = 'over_enforced') m
      group by 1, 2
    ), sided as (
      select a.org_id, a.audit_id, lower(btrim(a.decision)) as decision, lower(btrim(a.moderator_decision)) as moderator,
        coalesce(lower(btrim(i.settings ->> 'violating')), m.label) as label, a.outcome
      from audit a
      left join audit_import i on i.org_id = a.org_id and i.import_id = a.import_id
      left join met m on m.org_id = a.org_id and m.team_id = a.team_id
    )
    update audit a set
      acted = case s.outcome when 'missed' then false when 'over_enforced' then true else s.decision = s.label end,
      moderator_acted = s.moderator = s.label
    from sided s where s.org_id = a.org_id and s.audit_id = a.audit_id`.execute(db)
  await sql`alter table audit enable trigger list_terms_of_changed`.execute(db)

  await sql`create view app.audit_judged with (security_invoker = true) as
    select a.org_id, a.team_id, a.analyst_id, a.policy, (a.decided_at at time zone t.zone)::date as day,
      date_trunc('week', a.decided_at at time zone t.zone)::date as week, j.machine, j.outcome, j.acted,
      a.inclusion_probability::float8 as chance, j.own
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
    where a.kind = 'audit' and not a.targeted`.execute(db)
  await sql`create view app.audit_counted with (security_invoker = true) as
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
      case when j.outcome = 'correct' and j.acted then r.weight ^ 2 else 0 end as w2_acted
    from app.audit_judged j cross join lateral (
      select j.outcome not in ('unverified', 'technical') as rated,
        case when j.outcome in ('unverified', 'technical') then 0 else coalesce(1 / j.chance, 0) end as weight) r`.execute(
    db,
  )

  for (const table of ['audit_day', 'audit_week', 'audit_team_week']) {
    await sql`alter table ${sql.table(table)} ${sql.join(
      added.map(([name, type]) => sql`add column ${sql.ref(name)} ${sql.raw(type)} not null default 0`),
    )}`.execute(db)
  }
  await sql`create table audit_machine_week (
    org_id uuid not null, team_id uuid not null, week date not null, policy text not null,
    ${sql.join([...old.map((name) => [name, 'int'] as const), ...added].map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)} not null default 0`))},
    primary key (org_id, team_id, week, policy),
    foreign key (org_id, team_id) references team
  )`.execute(db)
  await sql`alter table audit_machine_week enable row level security`.execute(db)
  await sql`alter table audit_machine_week force row level security`.execute(db)
  await sql`create policy owner on audit_machine_week for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  await sql`create policy read on audit_machine_week for select to dure_app
    using (${inOrg} and team_id = any ((select app.visible_teams())::uuid[]))`.execute(db)
  await sql`create policy write on audit_machine_week for insert to dure_app
    with check (${inOrg} and ${led})`.execute(db)
  await sql`create policy change on audit_machine_week for update to dure_app
    using (${inOrg} and ${led}) with check (${inOrg} and ${led})`.execute(db)
  await sql`create policy empty on audit_machine_week for delete to dure_app using (${inOrg} and ${led})`.execute(
    db,
  )
  await sql`grant select, insert, delete on audit_machine_week to dure_app`.execute(db)
  await sql`grant update (${sql.join([...old, ...added.map(([name]) => name)].map((name) => sql.ref(name)))})
    on audit_machine_week to dure_app`.execute(db)
  await sql`grant update (${sql.join(added.map(([name]) => sql.ref(name)))})
    on audit_day, audit_week, audit_team_week to dure_app`.execute(db)

  await sql`delete from audit_day`.execute(db)
  await sql`delete from audit_week`.execute(db)
  await sql`delete from audit_team_week`.execute(db)
  const names = [...old, ...added.map(([name]) => name)]
  const columns = sql.join(names.map((name) => sql.ref(name)))
  const sums = sql.join(names.map((name) => sql`sum(${sql.ref(name)})`))
  // An error that is not the analyst's stays in the team's counts alone.
  const counted = (keys: string, whose: string) => sql`
    select ${sql.raw(keys)}, ${sums} from app.audit_counted where ${sql.raw(whose)}
    group by ${sql.raw(keys)} having sum(n) + sum(unverified) > 0`
  await sql`insert into audit_day (org_id, team_id, analyst_id, day, ${columns})
    ${counted('org_id, team_id, analyst_id, day', 'not machine and own')}`.execute(db)
  await sql`insert into audit_week (org_id, team_id, analyst_id, week, policy, ${columns})
    ${counted('org_id, team_id, analyst_id, week, policy', 'not machine and own')}`.execute(db)
  await sql`insert into audit_team_week (org_id, team_id, week, policy, ${columns})
    ${counted('org_id, team_id, week, policy', 'not machine')}`.execute(db)
  await sql`insert into audit_machine_week (org_id, team_id, week, policy, ${columns})
    ${counted('org_id, team_id, week, policy', 'machine')}`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table audit_machine_week`.execute(db)
  await sql`drop view app.audit_counted`.execute(db)
  await sql`drop view app.audit_judged`.execute(db)
  for (const table of ['audit_day', 'audit_week', 'audit_team_week'])
    await sql`alter table ${sql.table(table)} ${sql.join(added.map(([name]) => sql`drop column ${sql.ref(name)}`))}`.execute(
      db,
    )
  await sql`alter table audit drop column acted, drop column moderator_acted`.execute(db)
  // As they were counted before: every verified decision that was not picked by hand, of whatever kind.
  const counts = sql`count(*) filter (where outcome not in ('unverified', 'technical')), count(*) filter (where outcome = 'correct'),
    count(*) filter (where outcome = 'missed'), count(*) filter (where outcome = 'over_enforced'),
    count(*) filter (where outcome = 'unverified')`
  const audits = sql`(select a.*, (a.decided_at at time zone t.zone)::date as day,
      date_trunc('week', a.decided_at at time zone t.zone)::date as week
    from audit a join team t using (org_id, team_id) where not a.targeted) a`
  const columns = sql.join(old.map((name) => sql.ref(name)))
  for (const [table, keys] of [
    ['audit_day', 'org_id, team_id, analyst_id, day'],
    ['audit_week', 'org_id, team_id, analyst_id, week, policy'],
    ['audit_team_week', 'org_id, team_id, week, policy'],
  ] as const) {
    await sql`delete from ${sql.table(table)}`.execute(db)
    await sql`insert into ${sql.table(table)} (${sql.raw(keys)}, ${columns})
      select ${sql.raw(keys)}, ${counts} from ${audits} group by ${sql.raw(keys)}`.execute(db)
  }
}

const inOrg = sql`org_id = (select app.org())`
const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
const old = ['n', 'correct', 'missed', 'over_enforced', 'unverified']
/** Actions that were right, right decisions of an unknown side, audits with a stored chance, and sums of their weights. */
const added = [
  ['acted', 'int'],
  ['unsided', 'int'],
  ['drawn', 'int'],
  ['w', 'float8'],
  ['w2', 'float8'],
  ['w_correct', 'float8'],
  ['w_missed', 'float8'],
  ['w_over_enforced', 'float8'],
  ['w_acted', 'float8'],
  ['w2_missed', 'float8'],
  ['w2_over_enforced', 'float8'],
  ['w2_acted', 'float8'],
] as const
