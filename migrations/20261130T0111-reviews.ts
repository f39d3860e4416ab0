import { type Kysely, sql } from 'kysely'

/**
 * Reviews with their lines, and whose the error of an audit was. A review is read by its analyst once it was delivered, and
 * by who leads the team; nobody reviews themselves. It is written whole and changes no more: the analyst alone adds that it
 * was read. An error that is not the analyst's leaves the analyst's counts and stays in the team's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table review (
    org_id uuid not null references org,
    review_id uuid not null,
    team_id uuid not null,
    analyst_id uuid not null,
    reviewer_id uuid not null,
    purpose text not null check (purpose in ('coaching', 'quality', 'second')),
    audit_id uuid,
    case_ref text not null check (length(case_ref) between 1 and 200),
    policy text check (length(policy) <= 200),
    queue text check (length(queue) <= 200),
    language text check (length(language) <= 200),
    decision text check (length(decision) <= 200),
    decision_correct boolean,
    version_id uuid not null,
    score float8 check (score between 0 and 1),
    raw_score float8 check (raw_score between 0 and 1),
    auto_fail boolean not null,
    own_score float8 check (own_score between 0 and 1),
    own_auto_fail boolean not null,
    own_critical text[] not null check (own_critical <@ array['user_harm', 'rights', 'legal']),
    published_at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    delivered_at timestamptz not null default clock_timestamp(),
    acknowledged_at timestamptz,
    version int not null default 1,
    primary key (org_id, review_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, analyst_id) references person,
    foreign key (org_id, reviewer_id) references person,
    foreign key (org_id, audit_id) references audit,
    foreign key (org_id, version_id) references rubric_version,
    check (analyst_id <> reviewer_id),
    check (not auto_fail or score = 0),
    check (not own_auto_fail or own_score = 0)
  )`.execute(db)
  await sql`create unique index review_of_audit on review (org_id, audit_id, purpose) where audit_id is not null`.execute(
    db,
  )
  await sql`create unique index review_of_entered on review (org_id, team_id, case_ref, purpose)
    where audit_id is null`.execute(db)
  await sql`create index review_analyst on review (org_id, analyst_id, published_at desc)`.execute(db)
  await sql`create table review_rating (
    org_id uuid not null,
    review_id uuid not null,
    criterion_id uuid not null,
    level int check (level between 1 and 5),
    comment text check (length(comment) between 1 and 1000),
    causes text[] not null check (causes <@ array['policy_knowledge', 'wrong_clause', 'missed_detail',
      'misread_context', 'language', 'time_pressure'] and cardinality(causes) <= 6),
    fault text check (fault in ('analyst', 'unclear_policy', 'tool', 'missing_information', 'technical')),
    primary key (org_id, review_id, criterion_id),
    foreign key (org_id, review_id) references review,
    check (level is not null or fault is null)
  )`.execute(db)
  await sql`create index review_rating_criterion on review_rating (org_id, criterion_id)`.execute(db)

  for (const table of ['review', 'review_rating']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }
  const inOrg = sql`org_id = (select app.org())`
  const actor = sql`(select app.actor())`
  const led = sql`(team_id = any ((select app.visible_teams('lead'))::uuid[]) and analyst_id <> ${actor})`
  const own = sql`(analyst_id = ${actor} and delivered_at <= now())`
  await sql`create policy read on review for select to dure_app using (${inOrg} and (${led} or ${own}))`.execute(
    db,
  )
  await sql`create policy write on review for insert to dure_app
    with check (${inOrg} and ${led} and reviewer_id = ${actor})`.execute(db)
  await sql`create policy acknowledge on review for update to dure_app
    using (${inOrg} and ${own} and acknowledged_at is null) with check (${inOrg} and ${own})`.execute(db)
  await sql`grant select, insert, update (acknowledged_at, version) on review to dure_app`.execute(db)
  // Whoever may read a review may read its lines: the policy of the review answers within this subquery.
  await sql`create policy read on review_rating for select to dure_app using (${inOrg} and exists (
    select 1 from review r where r.org_id = review_rating.org_id and r.review_id = review_rating.review_id))`.execute(
    db,
  )
  await sql`create policy write on review_rating for insert to dure_app with check (${inOrg} and exists (
    select 1 from review r where r.org_id = review_rating.org_id and r.review_id = review_rating.review_id
      and r.reviewer_id = ${actor}))`.execute(db)
  await sql`grant select, insert on review_rating to dure_app`.execute(db)

  await sql`alter table audit add column attributed_to text
    check (attributed_to in ('unclear_policy', 'tool', 'missing_information', 'technical'))`.execute(db)
  await sql`grant update (attributed_to) on audit to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table audit drop column attributed_to`.execute(db)
  await sql`drop table review_rating, review`.execute(db)
}
