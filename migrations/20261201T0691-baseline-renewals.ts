import { type Kysely, sql } from 'kysely'

/**
 * Keeps a lead's word that an analyst's present rate of errors is their usual one: the first week of the baseline that begins with
 * it, and the first week whose test knows it. Nothing is changed or deleted. The person reads it, as whoever leads them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table baseline_renewal (
    org_id uuid not null references org,
    renewal_id uuid not null default gen_random_uuid(),
    team_id uuid not null,
    analyst_id uuid not null,
    from_week date not null check (extract(isodow from from_week) = 1),
    known_week date not null check (extract(isodow from known_week) = 1),
    said_by uuid not null,
    said_at timestamptz not null default clock_timestamp(),
    primary key (org_id, renewal_id),
    unique (org_id, team_id, analyst_id, known_week),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, analyst_id) references person,
    foreign key (org_id, said_by) references person,
    check (said_by <> analyst_id),
    check (from_week <= known_week)
  )`.execute(db)
  const name = sql.table('baseline_renewal')
  await sql`alter table ${name} enable row level security`.execute(db)
  await sql`alter table ${name} force row level security`.execute(db)
  await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  const inOrg = sql`org_id = (select app.org())`
  const actor = sql`(select app.actor())`
  const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
  await sql`create policy read on ${name} for select to dure_app
    using (${inOrg} and (${led} or analyst_id = ${actor}))`.execute(db)
  // Whoever reads a scorecard in an emergency reads what it is measured by.
  await sql`create policy emergency on ${name} for select to dure_app
    using (${inOrg} and analyst_id = (select app.emergency_subject()))`.execute(db)
  await sql`create policy say on ${name} for insert to dure_app
    with check (${inOrg} and ${led} and said_by = ${actor} and analyst_id <> ${actor})`.execute(db)
  await sql`grant select, insert on ${name} to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table baseline_renewal`.execute(db)
}
