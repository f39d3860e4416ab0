import { type Kysely, sql } from 'kysely'

/**
 * Decisions that a machine made alone and that are nobody's work: no analyst judged them, so they stand beside the audits and
 * not among them. They feed the machines' figures and no person's. A later verification keeps what it replaced.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table machine_decision (
    org_id uuid not null,
    decision_id uuid not null,
    team_id uuid not null,
    tool text check (length(tool) between 1 and 200),
    kind text not null default 'audit' check (kind in ('audit', 'appeal', 'feedback', 'policy_question')),
    reference text not null check (length(reference) between 1 and 200),
    case_ref text not null check (length(case_ref) between 1 and 200),
    policy text not null,
    queue text,
    language text,
    decision text not null,
    verified_decision text,
    verified_by text check (verified_by in ('gold', 'second_review', 'appeal_outcome')),
    outcome text not null check
      (outcome in ('correct', 'missed', 'over_enforced', 'other_error', 'technical', 'unverified')),
    targeted boolean not null default false,
    inclusion_probability real check (inclusion_probability > 0 and inclusion_probability <= 1),
    acted boolean,
    decided_at timestamptz not null,
    content_hash bytea not null,
    import_id uuid,
    version int not null default 1,
    primary key (org_id, decision_id),
    unique (org_id, team_id, reference),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, policy) references policy (org_id, code)
  )`.execute(db)
  await sql`create index machine_decision_team on machine_decision (org_id, team_id, decided_at desc, decision_id)`.execute(
    db,
  )
  await sql`create index machine_decision_import on machine_decision (org_id, import_id)`.execute(db)
  await sql`create table machine_verification (
    org_id uuid not null,
    verification_id uuid not null,
    decision_id uuid not null,
    team_id uuid not null,
    import_id uuid not null,
    before_decision text,
    before_by text check (before_by in ('gold', 'second_review', 'appeal_outcome')),
    before_outcome text not null,
    before_hash bytea not null,
    after_decision text,
    after_outcome text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (org_id, verification_id),
    foreign key (org_id, decision_id) references machine_decision,
    foreign key (org_id, team_id) references team,
    foreign key (org_id, import_id) references audit_import deferrable initially deferred
  )`.execute(db)
  await sql`create index machine_verification_decision on machine_verification (org_id, decision_id, at)`.execute(
    db,
  )
  await sql`create index machine_verification_import on machine_verification (org_id, import_id)`.execute(db)
  await sql`alter table audit_import add column machines int not null default 0 check (machines >= 0)`.execute(
    db,
  )

  for (const table of ['machine_decision', 'machine_verification']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
    await sql`create policy read on ${name} for select to dure_app using (${inOrg} and ${led})`.execute(db)
    await sql`create policy append on ${name} for insert to dure_app with check (${inOrg} and ${led})`.execute(
      db,
    )
    await sql`grant select, insert, delete on ${name} to dure_app`.execute(db)
  }
  await sql`create policy undo on machine_decision for delete to dure_app
    using (${inOrg} and ${led} and import_id is not null)`.execute(db)
  await sql`create policy undo on machine_verification for delete to dure_app using (${inOrg} and ${led})`.execute(
    db,
  )
  await sql`create policy verify on machine_decision for update to dure_app
    using (${inOrg} and ${led}) with check (${inOrg} and ${led})`.execute(db)
  await sql`grant update (verified_decision, verified_by, outcome, content_hash, version)
    on machine_decision to dure_app`.execute(db)
  // Words of the machines' decisions have names too, as those of the audits.
  await sql`create function app.list_machine_terms() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      insert into term_name (org_id, kind, code)
      select distinct d.org_id, t.kind, t.code from changed d, lateral (values ('queue', d.queue),
        ('language', d.language), ('decision', d.decision), ('decision', d.verified_decision)) t (kind, code)
      where length(t.code) between 1 and 200
      order by 1, 2, 3
      on conflict do nothing;
      return null;
    end $$`.execute(db)
  await sql`revoke execute on function app.list_machine_terms() from public`.execute(db)
  for (const [trigger, event] of [
    ['list_terms_of_new', 'insert'],
    ['list_terms_of_changed', 'update'],
  ] as const)
    await sql`create trigger ${sql.ref(trigger)} after ${sql.raw(event)} on machine_decision
      referencing new table as changed for each statement execute function app.list_machine_terms()`.execute(
      db,
    )

  await sql`create or replace view app.audit_judged with (security_invoker = true) as
    ${ofAudits}
    union all
    select d.org_id, d.team_id, null::uuid, d.policy, (d.decided_at at time zone t.zone)::date,
      date_trunc('week', d.decided_at at time zone t.zone)::date, true, d.outcome, d.acted,
      d.inclusion_probability::float8, true, null::uuid
    from machine_decision d join team t on t.org_id = d.org_id and t.team_id = d.team_id
    where d.kind = 'audit' and not d.targeted`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace view app.audit_judged with (security_invoker = true) as ${ofAudits}`.execute(db)
  await sql`drop table machine_verification`.execute(db)
  await sql`drop table machine_decision`.execute(db)
  await sql`drop function app.list_machine_terms()`.execute(db)
  await sql`alter table audit_import drop column machines`.execute(db)
  // The machines' figures count what is left of their decisions.
  await sql`delete from audit_machine_week`.execute(db)
  const columns = sql.join(counted.map((name) => sql.ref(name)))
  const sums = sql.join(counted.map((name) => sql`sum(${sql.ref(name)})`))
  await sql`insert into audit_machine_week (org_id, team_id, week, policy, ${columns})
    select org_id, team_id, week, policy, ${sums} from app.audit_counted where machine
    group by org_id, team_id, week, policy having sum(n) + sum(unverified) > 0`.execute(db)
}

const inOrg = sql`org_id = (select app.org())`
const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
const counted = [
  ...['n', 'correct', 'missed', 'over_enforced', 'unverified', 'acted', 'unsided', 'drawn', 'w', 'w2'],
  ...['w_correct', 'w_missed', 'w_over_enforced', 'w_acted', 'w2_missed', 'w2_over_enforced', 'w2_acted'],
]
/** The view as migration 20261130T0200 made it. */
const ofAudits = sql`
    select a.org_id, a.team_id, a.analyst_id, a.policy, (a.decided_at at time zone t.zone)::date as day,
      date_trunc('week', a.decided_at at time zone t.zone)::date as week, j.machine, j.outcome, j.acted,
      a.inclusion_probability::float8 as chance, j.own, a.audit_id
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
    where a.kind = 'audit' and not a.targeted`
