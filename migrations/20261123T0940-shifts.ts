import { type Kysely, sql } from 'kysely'

/**
 * When people work and when they are away, entered once and used by everything that asks whether somebody is at work.
 * A person reads their own, a lead those of the analysts they lead today. Nothing writes them through the app yet, so
 * the app is given no right to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table shift (
    org_id uuid not null references org,
    shift_id uuid not null,
    person_id uuid not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    kind text not null check (kind in ('work', 'absence')),
    primary key (org_id, shift_id),
    foreign key (org_id, person_id) references person,
    check (ends_at > starts_at)
  )`.execute(db)
  await sql`create index shift_person on shift (org_id, person_id, starts_at)`.execute(db)
  await sql`alter table shift enable row level security`.execute(db)
  await sql`alter table shift force row level security`.execute(db)
  await sql`create policy owner on shift for all to dure_owner using (true) with check (true)`.execute(db)

  const inOrg = sql`org_id = (select app.org())`
  await sql`create policy own on shift for select to dure_app
    using (${inOrg} and person_id = (select app.actor()))`.execute(db)
  // The subselect does not depend on the row: it runs once. A membership's last day is its first day without.
  await sql`create policy led on shift for select to dure_app using (${inOrg} and person_id in (
    select m.person_id from membership m join org o on o.org_id = m.org_id
    where m.org_id = (select app.org()) and m.role = 'analyst'
      and m.team_id = any ((select app.visible_teams('lead'))::uuid[])
      and m.starts_on <= (now() at time zone o.zone)::date
      and (m.ends_on is null or m.ends_on > (now() at time zone o.zone)::date)))`.execute(db)
  await sql`grant select on shift to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table shift`.execute(db)
}
