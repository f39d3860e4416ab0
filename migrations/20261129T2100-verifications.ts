import { type Kysely, sql } from 'kysely'

/**
 * Who or what made the moderator's decision; errors of tools; what a verification said before a later file changed it; and
 * what an import made, so that it can be undone whole by a lead of its team.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)

  await sql`alter table audit
    add column decided_by text check (decided_by in ('person', 'automated', 'assisted')),
    drop constraint audit_outcome_check,
    add constraint audit_outcome_check check
      (outcome in ('correct', 'missed', 'over_enforced', 'other_error', 'technical', 'unverified'))`.execute(
    db,
  )
  await sql`create index audit_of_import on audit (org_id, import_id)`.execute(db)
  // made: people, memberships and policies of the import; settings: what was chosen for the file, kept for the team's next.
  await sql`alter table audit_import
    add column updated int not null default 0,
    add column settings jsonb not null default '{}',
    add column made jsonb not null default '{}',
    add column undone_at timestamptz,
    add column undone_by uuid`.execute(db)

  // The verification before the import, and the hash of the row that it came with.
  await sql`create table audit_verification (
    org_id uuid not null,
    verification_id uuid not null,
    audit_id uuid not null,
    team_id uuid not null,
    analyst_id uuid not null,
    import_id uuid not null,
    before_decision text,
    before_by text check (before_by in ('gold', 'second_review', 'appeal_outcome')),
    before_outcome text not null,
    before_hash bytea not null,
    after_decision text,
    after_outcome text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (org_id, verification_id),
    foreign key (org_id, audit_id) references audit,
    foreign key (org_id, team_id) references team,
    foreign key (org_id, analyst_id) references person,
    foreign key (org_id, import_id) references audit_import deferrable initially deferred
  )`.execute(db)
  await sql`create index audit_verification_audit on audit_verification (org_id, audit_id, at)`.execute(db)
  await sql`create index audit_verification_import on audit_verification (org_id, import_id)`.execute(db)
  await sql`alter table audit_verification enable row level security`.execute(db)
  await sql`alter table audit_verification force row level security`.execute(db)
  await sql`create policy owner on audit_verification for all to dure_owner using (true) with check (true)`.execute(
    db,
  )

  const inOrg = sql`org_id = (select app.org())`
  const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
  await sql`create policy read on audit_verification for select to dure_app
    using (${inOrg} and (${led} or analyst_id = (select app.actor())))`.execute(db)
  await sql`create policy append on audit_verification for insert to dure_app
    with check (${inOrg} and ${led} and analyst_id <> (select app.actor()))`.execute(db)
  await sql`create policy undo on audit_verification for delete to dure_app using (${inOrg} and ${led})`.execute(
    db,
  )
  await sql`grant select, insert, delete on audit_verification to dure_app`.execute(db)

  await sql`create policy undo on audit for delete to dure_app
    using (${inOrg} and ${led} and import_id is not null)`.execute(db)
  await sql`grant delete, update (content_hash) on audit to dure_app`.execute(db)
  for (const table of ['audit_day', 'audit_week', 'audit_team_week']) {
    const name = sql.table(table)
    await sql`create policy undo on ${name} for delete to dure_app
      using (${inOrg} and ${led} and n = 0 and unverified = 0)`.execute(db)
  }
  await sql`grant delete on audit_day, audit_week, audit_team_week to dure_app`.execute(db)
  await sql`create policy undo on audit_import for update to dure_app
    using (${inOrg} and ${led} and undone_at is null)
    with check (${inOrg} and ${led} and undone_by = (select app.actor()))`.execute(db)
  await sql`grant update (undone_at, undone_by) on audit_import to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop policy undo on audit_import`.execute(db)
  await sql`drop policy undo on audit`.execute(db)
  for (const table of ['audit_day', 'audit_week', 'audit_team_week'])
    await sql`drop policy undo on ${sql.table(table)}`.execute(db)
  await sql`revoke delete on audit_day, audit_week, audit_team_week from dure_app`.execute(db)
  await sql`revoke update (undone_at, undone_by) on audit_import from dure_app`.execute(db)
  await sql`revoke delete, update (content_hash) on audit from dure_app`.execute(db)
  await sql`drop table audit_verification`.execute(db)
  await sql`alter table audit_import drop column updated, drop column settings, drop column made,
    drop column undone_at, drop column undone_by`.execute(db)
  await sql`drop index audit_of_import`.execute(db)
  await sql`update audit set outcome = 'other_error' where outcome = 'technical'`.execute(db)
  await sql`alter table audit drop column decided_by, drop constraint audit_outcome_check,
    add constraint audit_outcome_check check
      (outcome in ('correct', 'missed', 'over_enforced', 'other_error', 'unverified'))`.execute(db)
}
