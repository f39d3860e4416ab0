import { type Kysely, sql } from 'kysely'

/**
 * A person's goals. Whom a goal is about and who leads the team read it; both write it, the person while they are an
 * analyst of the team.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table goal (
    org_id uuid not null references org,
    goal_id uuid not null,
    team_id uuid not null,
    subject_id uuid not null,
    author_id uuid not null,
    metric text not null check (metric in ('accuracy', 'missed', 'over_enforced')),
    baseline jsonb,
    target float8 not null check (target between 0 and 1),
    due_on date not null,
    why text check (length(why) between 1 and 1000),
    created_at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    ended_how text check (ended_how in ('reviewed', 'dropped')),
    ended_by uuid,
    ended_at timestamptz,
    version int not null default 1,
    primary key (org_id, goal_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, subject_id) references person,
    foreign key (org_id, author_id) references person,
    foreign key (org_id, ended_by) references person,
    check (num_nulls(ended_how, ended_by, ended_at) in (0, 3))
  )`.execute(db)
  await sql`create index goal_subject on goal (org_id, subject_id, created_at desc)`.execute(db)
  await sql`create index goal_due on goal (org_id, team_id, due_on) where ended_at is null`.execute(db)

  await sql`alter table goal enable row level security`.execute(db)
  await sql`alter table goal force row level security`.execute(db)
  await sql`create policy owner on goal for all to dure_owner using (true) with check (true)`.execute(db)
  await sql`create policy read on goal for select to dure_app using (${inOrg} and (${own} or ${led}))`.execute(
    db,
  )
  await sql`create policy write on goal for insert to dure_app
    with check (${inOrg} and author_id = ${actor} and ${both})`.execute(db)
  await sql`create policy change on goal for update to dure_app
    using (${inOrg} and ${both}) with check (${inOrg} and ${both})`.execute(db)
  await sql`grant select, insert on goal to dure_app`.execute(db)
  await sql`grant update (target, due_on, why, ended_how, ended_by, ended_at, version) on goal to dure_app`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table goal`.execute(db)
}

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const own = sql`subject_id = ${actor}`
const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
/** The subselect does not depend on the row: it runs once. */
const both = sql`(${led} or (${own} and team_id in (
  select m.team_id from app.membership_today m
  where m.org_id = (select app.org()) and m.person_id = ${actor} and m.role = 'analyst')))`
