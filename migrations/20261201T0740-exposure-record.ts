import { type Kysely, sql } from 'kysely'

/**
 * A person's own record of exposure gets a severity and says where each entry came from. Topics that a person asks to be
 * left out of are theirs alone: two functions answer for a team which policies are left out, and never for whom. A request
 * for a rotation names the person and the team and no reason; the leads of that team read and settle it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table exposure_entry
    add column severity text check (severity in ('low', 'medium', 'high')),
    add column source text not null default 'own' check (source in ('own', 'file'))`.execute(db)
  await sql`create unique index exposure_entry_file on exposure_entry (org_id, person_id, day, harm)
    where source = 'file'`.execute(db)
  await sql`grant update (severity) on exposure_entry to dure_app`.execute(db)
  // An entry that lies aside is put back as it would be today.
  await sql`update expired_row set contents = jsonb_set(contents, '{exposure_entry,0,source}', '"own"')
    where place = 'exposure_entry' and contents #> '{exposure_entry,0}' is not null`.execute(db)

  await sql`create table topic_opt_out (
    org_id uuid not null,
    person_id uuid not null,
    policy text not null,
    primary key (org_id, person_id, policy),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, policy) references policy
  )`.execute(db)
  await sql`create index topic_opt_out_policy on topic_opt_out (org_id, policy)`.execute(db)
  await sql`create table rotation_setting (
    org_id uuid not null,
    person_id uuid not null,
    suggests boolean not null,
    primary key (org_id, person_id),
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create table rotation_request (
    org_id uuid not null,
    rotation_id uuid not null,
    person_id uuid not null,
    team_id uuid not null,
    state text not null default 'open' check (state in ('open', 'rotated', 'talked', 'withdrawn')),
    asked_at timestamptz not null default clock_timestamp(),
    settled_by uuid,
    ended_at timestamptz,
    version int not null default 1,
    primary key (org_id, rotation_id),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, team_id) references team,
    foreign key (org_id, settled_by) references person,
    check ((state = 'open') = (ended_at is null)),
    check ((state in ('rotated', 'talked')) = (settled_by is not null)),
    check (settled_by <> person_id)
  )`.execute(db)
  // A person asks once: a second tap, or a day over the limit, adds nothing while it is open.
  await sql`create unique index rotation_request_open on rotation_request (org_id, person_id) where state = 'open'`.execute(
    db,
  )
  await sql`create index rotation_request_team on rotation_request (org_id, team_id) where state = 'open'`.execute(
    db,
  )
  await sql`create index rotation_request_person on rotation_request (org_id, person_id, asked_at desc)`.execute(
    db,
  )
  await sql`alter table calibration_round add column left_out int not null default 0 check (left_out >= 0)`.execute(
    db,
  )

  for (const table of ['topic_opt_out', 'rotation_setting', 'rotation_request']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }
  const own = sql`org_id = (select app.org()) and person_id = (select app.actor())`
  await sql`create policy own on topic_opt_out for all to dure_app using (${own}) with check (${own})`.execute(
    db,
  )
  await sql`grant select, insert, delete on topic_opt_out to dure_app`.execute(db)
  await sql`create policy own on rotation_setting for all to dure_app using (${own}) with check (${own})`.execute(
    db,
  )
  await sql`grant select, insert, update (suggests) on rotation_setting to dure_app`.execute(db)

  const isAnalyst = sql`exists (select from app.membership_today m where m.org_id = rotation_request.org_id
    and m.team_id = rotation_request.team_id and m.person_id = rotation_request.person_id and m.role = 'analyst')`
  const led = sql`org_id = (select app.org()) and person_id <> (select app.actor())
    and team_id = any ((select app.visible_teams('lead'))::uuid[]) and ${isAnalyst}`
  await sql`create policy own on rotation_request for select to dure_app using (${own})`.execute(db)
  await sql`create policy lead on rotation_request for select to dure_app using (${led})`.execute(db)
  await sql`create policy ask on rotation_request for insert to dure_app
    with check (${own} and state = 'open' and ${isAnalyst})`.execute(db)
  await sql`create policy withdraw on rotation_request for update to dure_app
    using (${own} and state = 'open') with check (${own} and state = 'withdrawn')`.execute(db)
  await sql`create policy settle on rotation_request for update to dure_app
    using (${led} and state = 'open')
    with check (org_id = (select app.org()) and state in ('rotated', 'talked')
      and settled_by = (select app.actor()))`.execute(db)
  await sql`grant select, insert, update (state, settled_by, ended_at, version) on rotation_request to dure_app`.execute(
    db,
  )

  // Everybody who could be asked to rate counts, whoever rates: by choosing raters nobody finds out whose topic it is.
  await sql`create function app.topics_not_rated(team uuid) returns setof text
    language sql stable security definer set search_path = pg_catalog, public as $$
      select distinct o.policy from topic_opt_out o
      where o.org_id = app.org() and team = any (app.visible_teams('lead'))
        and exists (select from app.membership_today m where m.org_id = o.org_id and m.person_id = o.person_id
          and m.team_id = team and m.role in ('analyst', 'lead'))
    $$`.execute(db)
  // Nobody is left to verify them: any lead of the team may give a verdict.
  await sql`create function app.topics_not_verified(team uuid) returns setof text
    language sql stable security definer set search_path = pg_catalog, public as $$
      with leads as (
        select distinct m.person_id from app.membership_today m
        where m.org_id = app.org() and m.team_id = team and m.role = 'lead'
      )
      select o.policy from topic_opt_out o join leads l on l.person_id = o.person_id
      where o.org_id = app.org() and team = any (app.visible_teams('lead'))
      group by o.policy having count(*) = (select count(*) from leads)
    $$`.execute(db)
  for (const name of ['topics_not_rated', 'topics_not_verified']) {
    await sql`revoke all on function app.${sql.raw(name)}(uuid) from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)}(uuid) to dure_app`.execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`drop function app.topics_not_rated(uuid), app.topics_not_verified(uuid)`.execute(db)
  await sql`alter table calibration_round drop column left_out`.execute(db)
  await sql`drop table rotation_request, rotation_setting, topic_opt_out`.execute(db)
  await sql`alter table exposure_entry drop column severity, drop column source`.execute(db)
}
