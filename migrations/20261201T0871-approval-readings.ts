import { type Kysely, sql } from 'kysely'

/**
 * How long an approver had the sheet open before a decision, and whether they saw its end. A row is its person's alone: no
 * role reads another's, and it can be neither changed nor moved to somebody else. And since when a request counts the days after
 * which it expires: those that were open before there was such a limit count from now on.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // The default is evaluated once: what was there before has the instant of this migration.
  await sql`alter table escalation_request add column counted_from timestamptz not null default now()`.execute(
    db,
  )
  await sql`create table approval_reading (
    org_id uuid not null references org,
    decision_id uuid not null,
    person_id uuid not null,
    seconds int not null check (seconds between 0 and 86400),
    reached_end boolean not null,
    decided_at timestamptz not null default clock_timestamp(),
    primary key (org_id, decision_id),
    foreign key (org_id, decision_id) references escalation_decision on delete cascade,
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index approval_reading_person on approval_reading (org_id, person_id, decided_at desc)`.execute(
    db,
  )
  await sql`alter table approval_reading enable row level security`.execute(db)
  await sql`alter table approval_reading force row level security`.execute(db)
  await sql`create policy owner on approval_reading for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  await sql`create policy read on approval_reading for select to dure_app using (${own})`.execute(db)
  await sql`create policy write on approval_reading for insert to dure_app with check (${own}
    and exists (select from escalation_decision d where d.org_id = approval_reading.org_id
      and d.decision_id = approval_reading.decision_id and d.decider_id = approval_reading.person_id))`.execute(
    db,
  )
  await sql`grant select, insert (org_id, decision_id, person_id, seconds, reached_end) on approval_reading to dure_app`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table approval_reading`.execute(db)
  await sql`alter table escalation_request drop column counted_from`.execute(db)
}

const own = sql`(org_id = (select app.org()) and person_id = (select app.actor()))`
