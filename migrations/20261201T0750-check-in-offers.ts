import { type Kysely, sql } from 'kysely'

/**
 * When a person is asked for a check-in: the rhythm that they chose, and the follow-ups that they asked for. Both are the
 * person's alone. Follow-ups after an escalation have no rows: they are worked out from what the person themselves did.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // No row is the week from its Monday on. wall_time: of the person's zone.
  await sql`create table check_in_rhythm (
    org_id uuid not null references org,
    person_id uuid not null,
    kind text not null check (kind in ('chosen', 'never')),
    weekday smallint check (weekday between 1 and 7),
    wall_time text check (wall_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    version int not null default 1,
    primary key (org_id, person_id),
    foreign key (org_id, person_id) references person,
    check ((kind = 'chosen') = (weekday is not null)),
    check ((kind = 'chosen') = (wall_time is not null))
  )`.execute(db)
  // day: of the event, in the person's zone; one request a day.
  await sql`create table check_in_follow_up (
    org_id uuid not null references org,
    follow_up_id uuid not null,
    person_id uuid not null,
    day date not null,
    requested_at timestamptz not null default clock_timestamp(),
    primary key (org_id, follow_up_id),
    unique (org_id, person_id, day),
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index check_in_follow_up_age on check_in_follow_up (org_id, requested_at)`.execute(db)

  for (const table of ['check_in_rhythm', 'check_in_follow_up']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
    await sql`create policy own on ${name} for select to dure_app using (${own})`.execute(db)
    await sql`create policy remove on ${name} for delete to dure_app using (${own})`.execute(db)
  }
  await sql`create policy write on check_in_rhythm for insert to dure_app with check (${own})`.execute(db)
  await sql`create policy change on check_in_rhythm for update to dure_app
    using (${own}) with check (${own})`.execute(db)
  await sql`grant select, insert, update (kind, weekday, wall_time, version), delete
    on check_in_rhythm to dure_app`.execute(db)
  await sql`create policy request on check_in_follow_up for insert to dure_app
    with check (${own} and (select ${consents}))`.execute(db)
  await sql`grant select, insert, delete on check_in_follow_up to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`delete from expired_row where place = 'check_in_follow_up'`.execute(db)
  await sql`drop table check_in_follow_up, check_in_rhythm`.execute(db)
}

const own = sql`org_id = (select app.org()) and person_id = (select app.actor())`
const consents = sql`coalesce((select c.given from check_in_consent c where c.org_id = (select app.org())
  and c.person_id = (select app.actor()) order by c.at desc limit 1), false)`
