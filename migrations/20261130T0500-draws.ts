import { type Kysely, sql } from 'kysely'

/**
 * Draws from the audit log with their seed, frame and chances, so that each can be repeated and explained; their cases with the
 * verdicts; and golden cases, whose right decision is known. A draw and its golden cases never change; a case of a draw gets
 * its verdict once, from who leads the team and is neither its analyst nor whoever verified it before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table golden_case (
    org_id uuid not null references org,
    golden_id uuid not null,
    team_id uuid not null,
    audit_id uuid not null,
    case_ref text not null,
    policy text not null,
    queue text,
    language text,
    decision text not null check (length(decision) between 1 and 200),
    policy_version_id uuid,
    made_by uuid not null,
    made_at timestamptz not null default clock_timestamp(),
    retired_at timestamptz,
    version int not null default 1,
    primary key (org_id, golden_id),
    unique (org_id, audit_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, audit_id) references audit,
    foreign key (org_id, policy_version_id) references policy_version,
    foreign key (org_id, made_by) references person
  )`.execute(db)
  await sql`create index golden_case_team on golden_case (org_id, team_id, made_at desc)`.execute(db)

  // frame: the references of each stratum in their order; excluded and strata: what the screens say of it.
  await sql`create table draw (
    org_id uuid not null references org,
    draw_id uuid not null,
    team_id uuid not null,
    purpose text not null check (purpose in ('rates', 'coaching', 'verification')),
    method text not null check (method in ('random', 'stratified', 'risk')),
    stratified_by text check (stratified_by in ('policy', 'queue', 'decision', 'language')),
    allocation text not null check (allocation in ('proportional', 'equal')),
    first_day date not null,
    last_day date not null,
    policy text check (length(policy) <= 200),
    queue text check (length(queue) <= 200),
    language text check (length(language) <= 200),
    seed bigint not null check (seed between 0 and 4294967295),
    frame jsonb not null,
    frame_size int not null check (frame_size > 0),
    frame_hash text not null,
    excluded jsonb not null,
    strata jsonb not null,
    size int not null check (size between 1 and frame_size),
    golden_share float8 not null check (golden_share between 0 and 0.3),
    drawn_by uuid not null,
    drawn_at timestamptz not null default clock_timestamp(),
    primary key (org_id, draw_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, drawn_by) references person,
    check (first_day <= last_day),
    check ((method = 'stratified') = (stratified_by is not null))
  )`.execute(db)
  await sql`create index draw_team on draw (org_id, team_id, drawn_at desc)`.execute(db)

  // matches: of a golden case, and of one that is verified again: the verdict is the known one.
  await sql`create table draw_case (
    org_id uuid not null,
    item_id uuid not null,
    draw_id uuid not null,
    team_id uuid not null,
    place int not null check (place > 0),
    case_ref text not null,
    policy text not null,
    queue text,
    language text,
    audit_id uuid,
    analyst_id uuid,
    golden_id uuid,
    stratum text,
    chance float8 check (chance > 0 and chance <= 1),
    first_verifier_id uuid,
    first_verdict text,
    verdict text check (length(verdict) between 1 and 200),
    verified_by uuid,
    verified_at timestamptz,
    matches boolean,
    version int not null default 1,
    primary key (org_id, item_id),
    unique (org_id, draw_id, place),
    foreign key (org_id, draw_id) references draw,
    foreign key (org_id, team_id) references team,
    foreign key (org_id, audit_id) references audit,
    foreign key (org_id, analyst_id) references person,
    foreign key (org_id, golden_id) references golden_case,
    foreign key (org_id, first_verifier_id) references person,
    foreign key (org_id, verified_by) references person,
    check ((audit_id is null) <> (golden_id is null)),
    check ((audit_id is null) = (chance is null) and (audit_id is null) = (analyst_id is null)),
    check ((verdict is null) = (verified_by is null) and (verdict is null) = (verified_at is null))
  )`.execute(db)
  await sql`create index draw_case_audit on draw_case (org_id, audit_id) where audit_id is not null`.execute(
    db,
  )
  await sql`create index draw_case_golden on draw_case (org_id, golden_id) where golden_id is not null`.execute(
    db,
  )
  await sql`create index draw_case_analyst on draw_case (org_id, analyst_id) where analyst_id is not null`.execute(
    db,
  )
  await sql`create index draw_case_team on draw_case (org_id, team_id, verified_at)`.execute(db)

  for (const table of ['golden_case', 'draw', 'draw_case']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }
  const inOrg = sql`org_id = (select app.org())`
  const actor = sql`(select app.actor())`
  const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
  const above = sql`team_id = any ((select app.visible_teams())::uuid[])`
  const managed = sql`team_id = any ((select app.visible_teams('manager'))::uuid[])`

  await sql`create policy read on golden_case for select to dure_app using (${inOrg} and ${led})`.execute(db)
  await sql`create policy write on golden_case for insert to dure_app
    with check (${inOrg} and ${led} and made_by = ${actor})`.execute(db)
  await sql`create policy retire on golden_case for update to dure_app
    using (${inOrg} and ${led} and made_by = ${actor}) with check (${inOrg} and ${led} and made_by = ${actor})`.execute(
    db,
  )
  await sql`grant select, insert, update (retired_at, version) on golden_case to dure_app`.execute(db)

  // An analyst reads how a case of theirs was chosen, once it was verified.
  await sql`create policy read on draw for select to dure_app using (${inOrg} and (${above} or draw_id in (
    select c.draw_id from draw_case c
    where c.org_id = (select app.org()) and c.analyst_id = ${actor} and c.verified_at is not null)))`.execute(
    db,
  )
  await sql`create policy write on draw for insert to dure_app
    with check (${inOrg} and ${led} and drawn_by = ${actor})`.execute(db)
  await sql`grant select, insert on draw to dure_app`.execute(db)

  await sql`create policy read on draw_case for select to dure_app using (${inOrg} and (${led}
    or (analyst_id = ${actor} and verified_at is not null)
    or (${managed} and matches is not null)))`.execute(db)
  await sql`create policy write on draw_case for insert to dure_app
    with check (${inOrg} and ${led} and verdict is null)`.execute(db)
  await sql`create policy verify on draw_case for update to dure_app
    using (${inOrg} and ${led} and verdict is null and analyst_id is distinct from ${actor}
      and first_verifier_id is distinct from ${actor})
    with check (${inOrg} and ${led} and verified_by = ${actor})`.execute(db)
  await sql`grant select, insert, update (verdict, verified_by, verified_at, matches, version) on draw_case to dure_app`.execute(
    db,
  )
  // The chance that a case was drawn with, and that what is only coached on stays out of rates.
  await sql`grant update (inclusion_probability, targeted) on audit to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`revoke update (inclusion_probability, targeted) on audit from dure_app`.execute(db)
  await sql`drop table draw_case, draw, golden_case`.execute(db)
}
