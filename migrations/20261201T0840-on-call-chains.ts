import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * On-call chains: who is notified, one step after the other, of a severe escalation that nobody acknowledged. A chain and an
 * imported on-call calendar are rows that nobody changes: what is set anew has the team's next number. Runs and calls are written
 * by the owner's job alone. A call is a row that is never changed, and its key lets each step notify a person once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await makeChains(db)
  await makeRuns(db)
  await sql`create index escalation_unacknowledged on escalation (org_id, team_id)
    where status not in ('draft', 'resolved', 'closed')`.execute(db)
  await sql`create function app.on_call_called(team uuid, called text[]) returns table (word text, person_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select distinct w.word, p.person_id
      from unnest(called) as w (word)
      join app.escalation_people(team, null) e on e.role <> 'partner' and e.for_id is null
      join person p on p.org_id = app.org() and p.person_id = e.person_id
      left join sign_in s on s.org_id = p.org_id and s.person_id = p.person_id
      where team = any (app.visible_teams()) and w.word in (lower(p.name), lower(s.email))
    $$`.execute(db)
  await sql`revoke all on function app.on_call_called(uuid, text[]) from public`.execute(db)
  await sql`grant execute on function app.on_call_called(uuid, text[]) to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`drop function app.on_call_called(uuid, text[])`.execute(db)
  await sql`drop index escalation_unacknowledged`.execute(db)
  await sql`drop table on_call_call, on_call_run, on_call_calendar, on_call_chain`.execute(db)
}

type Piece = RawBuilder<unknown>

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const above = sql`team_id = any ((select app.visible_teams())::uuid[])`

async function protect(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`alter table ${sql.ref(table)} enable row level security`.execute(db)
  await sql`alter table ${sql.ref(table)} force row level security`.execute(db)
  await sql`create policy owner on ${sql.ref(table)} for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
}

async function makeChains(db: Kysely<unknown>): Promise<void> {
  // The steps are lists side by side: whose turn it is, the person where a step names one, and minutes until the next.
  await sql`create table on_call_chain (
    org_id uuid not null references org,
    chain_id uuid not null default gen_random_uuid(),
    team_id uuid not null,
    number int not null check (number > 0),
    starts_on date not null,
    severities text[] not null check (severities <@ array['P0', 'P1', 'P2', 'P3']),
    repeats int not null check (repeats between 0 and 5),
    sources text[] not null check (sources <@ array['person', 'shift', 'calendar'] and cardinality(sources) <= 10),
    person_ids uuid[] not null check (cardinality(person_ids) = cardinality(sources)),
    minutes int[] not null check (cardinality(minutes) = cardinality(sources)
      and 1 <= all (minutes) and 1440 >= all (minutes)),
    set_by uuid not null,
    set_at timestamptz not null default clock_timestamp(),
    primary key (org_id, chain_id),
    unique (org_id, team_id, number),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, set_by) references person
  )`.execute(db)
  await protect(db, 'on_call_chain')
  await readAndAdd(
    db,
    'on_call_chain',
    sql`set_by = ${actor} and starts_on >= (select (now() at time zone t.zone)::date from team t
      where t.org_id = on_call_chain.org_id and t.team_id = on_call_chain.team_id)`,
  )

  await sql`create table on_call_calendar (
    org_id uuid not null references org,
    calendar_id uuid not null default gen_random_uuid(),
    team_id uuid not null,
    number int not null check (number > 0),
    source text not null check (length(source) between 1 and 200),
    person_ids uuid[] not null check (cardinality(person_ids) between 1 and 2000),
    starts timestamptz[] not null check (cardinality(starts) = cardinality(person_ids)),
    ends timestamptz[] not null check (cardinality(ends) = cardinality(person_ids)),
    set_by uuid not null,
    set_at timestamptz not null default clock_timestamp(),
    primary key (org_id, calendar_id),
    unique (org_id, team_id, number),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, set_by) references person
  )`.execute(db)
  await protect(db, 'on_call_calendar')
  await readAndAdd(db, 'on_call_calendar', sql`set_by = ${actor}`)
}

/** Whoever leads the team or manages it reads its rows and adds one that names nobody else; nobody changes or deletes any. */
async function readAndAdd(db: Kysely<unknown>, table: string, and: Piece): Promise<void> {
  const name = sql.table(table)
  await sql`create policy read on ${name} for select to dure_app using (${inOrg} and ${above})`.execute(db)
  await sql`create policy write on ${name} for insert to dure_app
    with check (${inOrg} and ${above} and ${and} and array_remove(person_ids, null) <@ array(select p.person_id
      from app.escalation_people(${sql.ref(`${table}.team_id`)}, null) p where p.role <> 'partner' and p.for_id is null))`.execute(
    db,
  )
  await sql`grant select, insert on ${name} to dure_app`.execute(db)
}

async function makeRuns(db: Kysely<unknown>): Promise<void> {
  // Once for each opening of an escalation and each severity that it rose to. next_at: when the next step is due; null once
  // nobody is called any more.
  await sql`create table on_call_run (
    org_id uuid not null,
    escalation_id uuid not null,
    cycle int not null,
    severity text not null check (severity in ('P0', 'P1', 'P2', 'P3')),
    chain_id uuid not null,
    started_at timestamptz not null default clock_timestamp(),
    round smallint not null default 1,
    place smallint not null default 1,
    next_at timestamptz default clock_timestamp(),
    next_source text check (next_source in ('person', 'shift', 'calendar')),
    next_person_id uuid,
    primary key (org_id, escalation_id, cycle, severity),
    foreign key (org_id, escalation_id) references escalation,
    foreign key (org_id, chain_id) references on_call_chain,
    foreign key (org_id, next_person_id) references person
  )`.execute(db)
  await sql`create index on_call_run_next on on_call_run (next_at) where next_at is not null`.execute(db)
  await sql`create index on_call_run_chain on on_call_run (org_id, chain_id)`.execute(db)

  // place 0: the manager, where no step reached anybody. 'left' without a person: they were erased since the chain was set.
  await sql`create table on_call_call (
    org_id uuid not null,
    call_id uuid not null default gen_random_uuid(),
    escalation_id uuid not null,
    cycle int not null,
    severity text not null,
    round smallint not null,
    place smallint not null check (place between 0 and 10),
    source text not null check (source in ('person', 'shift', 'calendar', 'manager')),
    person_id uuid,
    for_id uuid,
    outcome text not null check (outcome in ('notified', 'barred', 'left', 'away', 'nobody')),
    at timestamptz not null default clock_timestamp(),
    primary key (org_id, call_id),
    foreign key (org_id, escalation_id, cycle, severity) references on_call_run,
    foreign key (org_id, person_id) references person,
    foreign key (org_id, for_id) references person,
    check (outcome <> 'nobody' or person_id is null),
    check (person_id is not null or outcome in ('nobody', 'left'))
  )`.execute(db)
  await sql`create unique index on_call_call_once on on_call_call
    (org_id, escalation_id, cycle, severity, round, place, person_id)`.execute(db)
  await sql`create index on_call_call_of on on_call_call (org_id, escalation_id, at)`.execute(db)

  for (const table of ['on_call_run', 'on_call_call']) {
    await protect(db, table)
    await sql`create policy read on ${sql.table(table)} for select to dure_app using (${inOrg} and exists (
      select 1 from escalation e where e.org_id = ${sql.ref(`${table}.org_id`)}
        and e.escalation_id = ${sql.ref(`${table}.escalation_id`)}))`.execute(db)
    await sql`grant select on ${sql.table(table)} to dure_app`.execute(db)
  }
}
