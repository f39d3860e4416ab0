import { type Kysely, sql } from 'kysely'

/**
 * The team's decisions, their rollups (kept in the transaction that changes the rows) and requests for another look.
 * An analyst's rows are for the analyst and the lead of the row's team; managers read the team's rollup only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)

  await sql`create table policy (
    org_id uuid not null references org,
    code text not null check (length(code) between 1 and 200),
    name_ko text,
    name_en text,
    primary key (org_id, code)
  )`.execute(db)

  await sql`create table audit_import (
    org_id uuid not null references org,
    import_id uuid not null,
    team_id uuid not null,
    imported_by uuid,
    file_name text not null,
    file_hash bytea not null,
    mapping jsonb not null,
    read_rows int not null,
    added int not null,
    unchanged int not null,
    refused int not null,
    refusals jsonb not null default '[]',
    at timestamptz not null default clock_timestamp(),
    primary key (org_id, import_id),
    foreign key (org_id, team_id) references team
  )`.execute(db)

  await sql`create table audit (
    org_id uuid not null,
    audit_id uuid not null,
    team_id uuid not null,
    analyst_id uuid not null,
    kind text not null default 'audit' check (kind in ('audit', 'appeal', 'feedback', 'policy_question')),
    reference text not null check (length(reference) between 1 and 200),
    case_ref text not null,
    policy text not null,
    queue text,
    language text,
    moderator_decision text,
    decision text not null,
    verified_decision text,
    verified_by text check (verified_by in ('gold', 'second_review', 'appeal_outcome')),
    outcome text not null check (outcome in ('correct', 'missed', 'over_enforced', 'other_error', 'unverified')),
    targeted boolean not null default false,
    inclusion_probability real check (inclusion_probability > 0 and inclusion_probability <= 1),
    decided_at timestamptz not null,
    content_hash bytea not null,
    import_id uuid,
    version int not null default 1,
    primary key (org_id, audit_id),
    unique (org_id, reference),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, analyst_id) references person,
    foreign key (org_id, policy) references policy (org_id, code)
  )`.execute(db)
  await sql`create index audit_cases on audit (org_id, analyst_id, decided_at desc, audit_id)`.execute(db)
  await sql`create index audit_errors on audit (org_id, analyst_id, outcome, decided_at desc, audit_id)
    where outcome in ('missed', 'over_enforced', 'other_error')`.execute(db)
  await sql`alter table audit set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)`.execute(
    db,
  )

  // n counts verified, untargeted audits; hand-picked ones are coached on and stay out of rates. Days and weeks are
  // those of the team's zone; a week is named by its Monday.
  const counts = sql`
    n int not null check (n >= 0),
    correct int not null check (correct >= 0),
    missed int not null check (missed >= 0),
    over_enforced int not null check (over_enforced >= 0),
    unverified int not null check (unverified >= 0),
    check (correct + missed + over_enforced <= n)`
  await sql`create table audit_day (
    org_id uuid not null, team_id uuid not null, analyst_id uuid not null, day date not null, ${counts},
    primary key (org_id, team_id, analyst_id, day),
    foreign key (org_id, team_id) references team, foreign key (org_id, analyst_id) references person
  )`.execute(db)
  await sql`create table audit_week (
    org_id uuid not null, team_id uuid not null, analyst_id uuid not null, week date not null, policy text not null,
    ${counts},
    primary key (org_id, team_id, analyst_id, week, policy),
    foreign key (org_id, team_id) references team, foreign key (org_id, analyst_id) references person
  )`.execute(db)
  await sql`create table audit_team_week (
    org_id uuid not null, team_id uuid not null, week date not null, policy text not null, ${counts},
    primary key (org_id, team_id, week, policy),
    foreign key (org_id, team_id) references team
  )`.execute(db)

  await sql`create table another_look (
    org_id uuid not null,
    look_id uuid not null,
    audit_id uuid not null,
    analyst_id uuid not null,
    team_id uuid not null,
    reason text not null check (length(reason) between 1 and 2000),
    asked_at timestamptz not null default clock_timestamp(),
    status text not null default 'open' check (status in ('open', 'kept', 'changed')),
    answer text,
    answered_by uuid,
    answered_at timestamptz,
    version int not null default 1,
    primary key (org_id, look_id),
    foreign key (org_id, audit_id) references audit,
    foreign key (org_id, analyst_id) references person,
    foreign key (org_id, team_id) references team,
    check ((status = 'open') = (answered_at is null)),
    check (answered_by is null or answered_by <> analyst_id)
  )`.execute(db)
  await sql`create unique index another_look_open on another_look (org_id, audit_id) where status = 'open'`.execute(
    db,
  )
  await sql`create index another_look_team on another_look (org_id, team_id) where status = 'open'`.execute(
    db,
  )
  await sql`create index another_look_analyst on another_look (org_id, analyst_id, asked_at)`.execute(db)

  const tables = [
    'policy',
    'audit_import',
    'audit',
    'audit_day',
    'audit_week',
    'audit_team_week',
    'another_look',
  ]
  for (const table of tables) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }

  const inOrg = sql`org_id = (select app.org())`
  const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
  const ledOrOwn = sql`(${led} or analyst_id = (select app.actor()))`
  const managedOrLed = sql`team_id = any ((select app.visible_teams())::uuid[])`

  await sql`create policy read on policy for select to dure_app using (${inOrg} and (select app.actor()) is not null)`.execute(
    db,
  )
  await sql`create policy append on policy for insert to dure_app with check (${inOrg}
    and (select app.visible_teams('lead'))::uuid[] <> '{}')`.execute(db)
  await sql`grant select, insert on policy to dure_app`.execute(db)

  // An import's refusals name rows and people of the team: its lead and the admin who ran it.
  await sql`create policy read on audit_import for select to dure_app
    using (${inOrg} and (${led} or imported_by = (select app.actor())))`.execute(db)
  await sql`create policy append on audit_import for insert to dure_app
    with check (${inOrg} and imported_by = (select app.actor()) and ${led})`.execute(db)
  await sql`grant select, insert on audit_import to dure_app`.execute(db)

  await sql`create policy read on audit for select to dure_app using (${inOrg} and ${ledOrOwn})`.execute(db)
  await sql`create policy append on audit for insert to dure_app with check (${inOrg} and ${led})`.execute(db)
  await sql`create policy verify on audit for update to dure_app
    using (${inOrg} and ${led} and analyst_id <> (select app.actor())) with check (${inOrg} and ${led})`.execute(
    db,
  )
  await sql`grant select, insert on audit to dure_app`.execute(db)
  await sql`grant update (verified_decision, verified_by, outcome, version) on audit to dure_app`.execute(db)

  for (const table of ['audit_day', 'audit_week']) {
    const name = sql.table(table)
    await sql`create policy read on ${name} for select to dure_app using (${inOrg} and ${ledOrOwn})`.execute(
      db,
    )
    await sql`create policy write on ${name} for insert to dure_app with check (${inOrg} and ${led})`.execute(
      db,
    )
    await sql`create policy change on ${name} for update to dure_app
      using (${inOrg} and ${led}) with check (${inOrg} and ${led})`.execute(db)
  }
  await sql`create policy read on audit_team_week for select to dure_app using (${inOrg} and ${managedOrLed})`.execute(
    db,
  )
  await sql`create policy write on audit_team_week for insert to dure_app with check (${inOrg} and ${led})`.execute(
    db,
  )
  await sql`create policy change on audit_team_week for update to dure_app
    using (${inOrg} and ${led}) with check (${inOrg} and ${led})`.execute(db)
  await sql`grant select, insert on audit_day, audit_week, audit_team_week to dure_app`.execute(db)
  await sql`grant update (n, correct, missed, over_enforced, unverified)
    on audit_day, audit_week, audit_team_week to dure_app`.execute(db)

  await sql`create policy read on another_look for select to dure_app using (${inOrg} and ${ledOrOwn})`.execute(
    db,
  )
  await sql`create policy ask on another_look for insert to dure_app
    with check (${inOrg} and analyst_id = (select app.actor()) and status = 'open' and answered_by is null
      and exists (select 1 from audit a where a.org_id = another_look.org_id and a.audit_id = another_look.audit_id
        and a.analyst_id = another_look.analyst_id and a.team_id = another_look.team_id))`.execute(db)
  await sql`create policy answer on another_look for update to dure_app
    using (${inOrg} and ${led} and analyst_id <> (select app.actor()) and status = 'open')
    with check (${inOrg} and ${led} and answered_by = (select app.actor()))`.execute(db)
  await sql`grant select, insert, update (status, answer, answered_by, answered_at, version) on another_look to dure_app`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table another_look, audit_team_week, audit_week, audit_day, audit, audit_import, policy cascade`.execute(
    db,
  )
}
