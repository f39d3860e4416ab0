import { type Kysely, sql } from 'kysely'

/**
 * Calibration rounds: the same cases for several raters, each blind to the others. A rater reads the others' ratings once
 * their own are submitted; who does not rate, a lead among them, once everybody has submitted or the round is closed. The
 * cases, the raters and the gold labels are written in the transaction that makes the round, and nothing is added later; a
 * rating changes no more. A round that is imported is written whole, with the ratings of everybody, by who leads the team.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table calibration_round (
    org_id uuid not null references org,
    round_id uuid not null,
    team_id uuid not null,
    title text not null check (length(title) between 1 and 200),
    level text not null check (level in ('nominal', 'ordinal')),
    options jsonb not null check (jsonb_typeof(options) = 'array' and jsonb_array_length(options) between 2 and 10),
    deadline timestamptz not null,
    seed int not null check (seed > 0),
    imported boolean not null,
    made_by uuid not null,
    created_at timestamptz not null default now(),
    closed_at timestamptz,
    reminded_at timestamptz,
    -- When the job reminded by itself.
    warned_at timestamptz,
    version int not null default 1,
    primary key (org_id, round_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, made_by) references person,
    check (not imported or closed_at is not null)
  )`.execute(db)
  await sql`create index calibration_round_team on calibration_round (org_id, team_id, created_at desc)`.execute(
    db,
  )
  await sql`create table calibration_case (
    org_id uuid not null,
    round_id uuid not null,
    case_id uuid not null,
    position int not null check (position between 1 and 500),
    reference text not null check (length(reference) between 1 and 200),
    policy text check (length(policy) <= 200),
    description text check (length(description) between 1 and 200),
    repeat_of uuid,
    primary key (org_id, round_id, case_id),
    unique (org_id, round_id, position),
    foreign key (org_id, round_id) references calibration_round,
    foreign key (org_id, round_id, repeat_of) references calibration_case (org_id, round_id, case_id),
    check (repeat_of <> case_id)
  )`.execute(db)
  await sql`create unique index calibration_case_reference on calibration_case (org_id, round_id, reference)
    where repeat_of is null`.execute(db)
  await sql`create index calibration_case_repeat on calibration_case (org_id, round_id, repeat_of)
    where repeat_of is not null`.execute(db)
  await sql`create table calibration_gold (
    org_id uuid not null,
    round_id uuid not null,
    case_id uuid not null,
    value text not null check (length(value) between 1 and 100),
    primary key (org_id, round_id, case_id),
    foreign key (org_id, round_id, case_id) references calibration_case
  )`.execute(db)
  await sql`create table calibration_rater (
    org_id uuid not null,
    round_id uuid not null,
    person_id uuid not null,
    submitted_at timestamptz,
    -- When the rater says that it was: on a phone without a network, earlier.
    claimed_at timestamptz,
    primary key (org_id, round_id, person_id),
    foreign key (org_id, round_id) references calibration_round,
    foreign key (org_id, person_id) references person,
    check ((submitted_at is null) = (claimed_at is null))
  )`.execute(db)
  await sql`create index calibration_rater_person on calibration_rater (org_id, person_id)`.execute(db)
  await sql`create table calibration_rating (
    org_id uuid not null,
    round_id uuid not null,
    case_id uuid not null,
    person_id uuid not null,
    value text not null check (length(value) between 1 and 100),
    comment text check (length(comment) between 1 and 1000),
    primary key (org_id, round_id, case_id, person_id),
    foreign key (org_id, round_id, case_id) references calibration_case,
    foreign key (org_id, person_id) references person,
    foreign key (org_id, round_id, person_id) references calibration_rater
  )`.execute(db)
  await sql`create index calibration_rating_person on calibration_rating (org_id, round_id, person_id)`.execute(
    db,
  )

  await makeFunctions(db)
  for (const table of tables) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
    await sql`grant select, insert on ${name} to dure_app`.execute(db)
  }
  await sql`create policy read on calibration_round for select to dure_app
    using (${inOrg} and (${led} or round_id = any ((select app.calibration_rounds('rated'))::uuid[])))`.execute(
    db,
  )
  await sql`create policy make on calibration_round for insert to dure_app
    with check (${inOrg} and ${led} and made_by = ${actor} and created_at = now())`.execute(db)
  await sql`create policy lead on calibration_round for update to dure_app
    using (${inOrg} and ${led} and closed_at is null) with check (${inOrg} and ${led})`.execute(db)
  await sql`grant update (closed_at, reminded_at, version) on calibration_round to dure_app`.execute(db)

  for (const [table, readable] of [
    ['calibration_case', sql`(${inRounds('led')} or ${inRounds('rated')})`],
    ['calibration_gold', inRounds('ended')],
    ['calibration_rater', sql`(person_id = ${actor} or ${inRounds('led')} or ${inRounds('results')})`],
    ['calibration_rating', sql`(person_id = ${actor} or ${inRounds('results')})`],
  ] as const)
    await sql`create policy read on ${sql.table(table)} for select to dure_app
      using (${inOrg} and ${readable})`.execute(db)
  for (const table of ['calibration_case', 'calibration_gold', 'calibration_rater'])
    await sql`create policy make on ${sql.table(table)} for insert to dure_app
      with check (${inOrg} and ${inRounds('making')})`.execute(db)
  await sql`create policy submit on calibration_rater for update to dure_app
    using (${inOrg} and person_id = ${actor} and ${inRounds('rateable')})
    with check (${inOrg} and person_id = ${actor})`.execute(db)
  await sql`grant update (submitted_at, claimed_at) on calibration_rater to dure_app`.execute(db)
  await sql`create policy rate on calibration_rating for insert to dure_app
    with check (${inOrg} and ((person_id = ${actor} and ${inRounds('rateable')}) or ${inRounds('importing')}))`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table calibration_rating, calibration_rater, calibration_gold, calibration_case, calibration_round`.execute(
    db,
  )
  await sql`drop function app.calibration_rounds(text), app.calibration_progress(uuid[])`.execute(db)
}

const tables = [
  'calibration_round',
  'calibration_case',
  'calibration_gold',
  'calibration_rater',
  'calibration_rating',
]
const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
const inRounds = (which: string) =>
  sql`round_id = any ((select app.calibration_rounds(${sql.lit(which)}))::uuid[])`

/**
 * The policies ask by round for what stands in other tables; a function that the owner defines asks without asking them
 * again. It is worked out once a statement.
 */
async function makeFunctions(db: Kysely<unknown>): Promise<void> {
  await sql`create function app.calibration_rounds(which text) returns uuid[]
    language sql stable security definer set search_path = pg_catalog, public as $$
      select coalesce(array_agg(r.round_id), '{}') from calibration_round r
      left join calibration_rater m on m.org_id = r.org_id and m.round_id = r.round_id and m.person_id = app.actor()
      cross join lateral (select r.team_id = any (app.visible_teams('lead')) as leads, m.person_id is not null as rates,
        m.submitted_at is not null as submitted) me
      where r.org_id = app.org() and (me.leads or me.rates) and case which
        when 'led' then me.leads
        when 'rated' then me.rates
        when 'rateable' then me.rates and not me.submitted and r.closed_at is null
        when 'making' then me.leads and r.made_by = app.actor() and r.created_at = now()
        when 'importing' then me.leads and r.made_by = app.actor() and r.created_at = now() and r.imported
        else (which = 'results' and me.submitted) or r.closed_at is not null or not exists (
          select 1 from calibration_rater o
          where o.org_id = r.org_id and o.round_id = r.round_id and o.submitted_at is null)
      end
    $$`.execute(db)
  // Counts alone: who has submitted is for the lead, and for who has submitted too.
  await sql`create function app.calibration_progress(rounds uuid[])
    returns table (round_id uuid, raters int, submitted int)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select m.round_id, count(*)::int, count(m.submitted_at)::int from calibration_rater m
      where m.org_id = app.org() and m.round_id = any (rounds)
        and (m.round_id = any (app.calibration_rounds('led')) or m.round_id = any (app.calibration_rounds('rated')))
      group by m.round_id
    $$`.execute(db)
  for (const name of ['calibration_rounds(text)', 'calibration_progress(uuid[])']) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }
}
