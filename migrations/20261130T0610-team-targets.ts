import { type Kysely, sql } from 'kysely'

/**
 * Keeps what the targets and limits of a team are set to, and from which day. Nothing is changed or deleted: a value that is set
 * again for the same day, or taken back (no rate) before that day, is a row of its own with the next number of the team.
 * Before the first day of any, the values of the team itself hold.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table team_target (
    org_id uuid not null references org,
    target_id uuid not null default gen_random_uuid(),
    team_id uuid not null,
    number int not null check (number > 0),
    metric text not null check (metric in ('accuracy', 'missed', 'over_enforced')),
    effective_from date not null,
    rate float8 check (rate > 0 and rate < 1),
    set_by uuid not null,
    set_at timestamptz not null default clock_timestamp(),
    primary key (org_id, target_id),
    unique (org_id, team_id, number),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, set_by) references person
  )`.execute(db)
  const name = sql.table('team_target')
  await sql`alter table ${name} enable row level security`.execute(db)
  await sql`alter table ${name} force row level security`.execute(db)
  await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)

  const inOrg = sql`org_id = (select app.org())`
  const above = sql`team_id = any ((select app.visible_teams())::uuid[])`
  const member = sql`team_id = any ((select app.visible_teams('member'))::uuid[])`
  const isAdmin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`
  // As the team itself: whoever is measured by it reads it.
  await sql`create policy read on ${name} for select to dure_app
    using (${inOrg} and (${above} or ${member} or ${isAdmin}))`.execute(db)
  // A day that has passed was judged already.
  await sql`create policy write on ${name} for insert to dure_app
    with check (${inOrg} and ${above} and set_by = (select app.actor()) and effective_from >= (
      select (now() at time zone t.zone)::date from team t
      where t.org_id = team_target.org_id and t.team_id = team_target.team_id))`.execute(db)
  await sql`grant select, insert on ${name} to dure_app`.execute(db)

  await sql`create view app.team_target_set with (security_invoker = true) as
    select s.org_id, s.team_id, s.metric, s.effective_from, s.rate
    from (
      select distinct on (t.org_id, t.team_id, t.metric, t.effective_from) t.*
      from team_target t order by t.org_id, t.team_id, t.metric, t.effective_from, t.number desc
    ) s where s.rate is not null`.execute(db)
  await sql`grant select on app.team_target_set to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop view app.team_target_set`.execute(db)
  await sql`drop table team_target`.execute(db)
}
