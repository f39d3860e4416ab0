import { type Kysely, sql } from 'kysely'

/**
 * The due date of an action that each person was reminded of, so that whoever inherits it is reminded as the one before was. It
 * takes the place of the one date of the action.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table action_reminder (
    org_id uuid not null,
    action_id uuid not null,
    person_id uuid not null,
    due_on date not null,
    primary key (org_id, action_id, person_id),
    foreign key (org_id, action_id) references action_item,
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index action_reminder_person on action_reminder (org_id, person_id)`.execute(db)
  await sql`alter table action_reminder enable row level security`.execute(db)
  await sql`alter table action_reminder force row level security`.execute(db)
  await sql`create policy owner on action_reminder for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  await sql`insert into action_reminder (org_id, action_id, person_id, due_on)
    select org_id, action_id, owner_id, reminded_for from action_state where reminded_for is not null`.execute(
    db,
  )
  await sql`alter table action_state drop column reminded_for`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table action_state add column reminded_for date`.execute(db)
  await sql`update action_state d set reminded_for = r.due_on from action_reminder r
    where r.org_id = d.org_id and r.action_id = d.action_id and r.person_id = d.owner_id`.execute(db)
  await sql`drop table action_reminder`.execute(db)
}
