import { type Kysely, sql } from 'kysely'

const parties = sql.ref('review_dispute_org_id_review_id_team_id_analyst_id_reviewe_fkey')
const decisionKeys = sql`(org_id, request_id, decider_id)`
/** The person whom rows name in place of a person who was erased; one of this id in each organisation that erased somebody. */
const former = sql.lit('00000000-0000-0000-0000-000000000000')

/**
 * Legal holds, periods of retention and erasures of persons. Only the owner of the tables reaches them: the app reads no text
 * by a hold, and cannot end one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table legal_hold (
    org_id uuid not null references org,
    hold_id uuid not null,
    person_id uuid,
    team_id uuid,
    from_on date,
    until_on date,
    reason text not null check (length(reason) between 10 and 500),
    review_on date not null,
    untold_reason text check (length(untold_reason) between 10 and 500),
    placed_by uuid,
    placed_at timestamptz not null default clock_timestamp(),
    ended_by uuid,
    ended_at timestamptz,
    primary key (org_id, hold_id),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, team_id) references team,
    foreign key (org_id, placed_by) references person,
    foreign key (org_id, ended_by) references person,
    check (num_nulls(person_id, team_id) = 1),
    check (num_nulls(team_id, from_on, until_on) in (0, 3)),
    check (until_on >= from_on),
    check (ended_by is null or ended_at is not null)
  )`.execute(db)
  await sql`create index legal_hold_open on legal_hold (org_id) where ended_at is null`.execute(db)
  await sql`create table retention_period (
    org_id uuid not null references org,
    kind text not null check (length(kind) between 1 and 50),
    days int not null check (days between 1 and 7300),
    changed_by uuid,
    changed_at timestamptz not null default clock_timestamp(),
    primary key (org_id, kind),
    foreign key (org_id, changed_by) references person
  )`.execute(db)
  await sql`create table erasure (
    org_id uuid not null references org,
    erased_id uuid not null,
    begun_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    primary key (org_id, erased_id)
  )`.execute(db)
  for (const table of ['legal_hold', 'retention_period', 'erasure'].map((name) => sql.table(name))) {
    await sql`alter table ${table} enable row level security`.execute(db)
    await sql`alter table ${table} force row level security`.execute(db)
    await sql`create policy owner on ${table} for all to dure_owner using (true) with check (true)`.execute(
      db,
    )
  }
  // A review and its disputes name the reviewer, and change together where the reviewer is erased.
  await sql`alter table review_dispute alter constraint ${parties} deferrable initially immediate`.execute(db)
  // Two who decided about one request may both have been erased.
  await sql`drop index escalation_decision_person`.execute(db)
  await sql`create unique index escalation_decision_person on escalation_decision ${decisionKeys}
    where undone_at is null and decider_id <> ${former}::uuid`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index escalation_decision_person`.execute(db)
  await sql`create unique index escalation_decision_person on escalation_decision ${decisionKeys}
    where undone_at is null`.execute(db)
  await sql`alter table review_dispute alter constraint ${parties} not deferrable`.execute(db)
  for (const table of ['erasure', 'retention_period', 'legal_hold'])
    await sql`drop table ${sql.table(table)}`.execute(db)
}
