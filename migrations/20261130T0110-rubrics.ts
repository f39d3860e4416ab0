import { type Kysely, sql } from 'kysely'

/**
 * A team's rubrics and their versions. Everybody of the organisation reads what was published, because people are measured
 * by it; a draft is for who leads the team. A version that was published is locked: nobody changes it, the owner neither.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table rubric (
    org_id uuid not null references org,
    rubric_id uuid not null,
    team_id uuid not null,
    created_at timestamptz not null default clock_timestamp(),
    primary key (org_id, rubric_id),
    unique (org_id, rubric_id, team_id),
    foreign key (org_id, team_id) references team
  )`.execute(db)
  await sql`create table rubric_version (
    org_id uuid not null,
    version_id uuid not null,
    rubric_id uuid not null,
    team_id uuid not null,
    number int not null check (number > 0),
    state text not null default 'draft' check (state in ('draft', 'published', 'archived')),
    content jsonb not null,
    author_id uuid not null,
    saved_at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    published_at timestamptz,
    archived_at timestamptz,
    version int not null default 1,
    primary key (org_id, version_id),
    unique (org_id, rubric_id, number),
    foreign key (org_id, rubric_id, team_id) references rubric (org_id, rubric_id, team_id),
    foreign key (org_id, author_id) references person,
    check ((state = 'archived') = (archived_at is not null)),
    check (state <> 'published' or published_at is not null),
    check (state <> 'draft' or published_at is null),
    constraint rubric_version_content check (octet_length(content::text) <= 400000
      and jsonb_typeof(content -> 'sections') = 'array' and jsonb_array_length(content -> 'sections') <= 10
      and not jsonb_path_exists(content, ${sql.lit(badCriterion)}))
  )`.execute(db)
  await sql`create unique index rubric_version_draft on rubric_version (org_id, rubric_id) where state = 'draft'`.execute(
    db,
  )
  await sql`create unique index rubric_version_published on rubric_version (org_id, rubric_id)
    where state = 'published'`.execute(db)
  await sql`create index rubric_version_team on rubric_version (org_id, team_id, saved_at desc)`.execute(db)

  for (const table of ['rubric', 'rubric_version']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }
  const inOrg = sql`org_id = (select app.org())`
  const actor = sql`(select app.actor())`
  const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
  await sql`create policy read on rubric for select to dure_app using (${inOrg} and ${actor} is not null)`.execute(
    db,
  )
  await sql`create policy write on rubric for insert to dure_app with check (${inOrg} and ${led})`.execute(db)
  await sql`create policy read on rubric_version for select to dure_app
    using (${inOrg} and ${actor} is not null and (state <> 'draft' or ${led}))`.execute(db)
  await sql`create policy write on rubric_version for insert to dure_app
    with check (${inOrg} and ${led} and author_id = ${actor} and state = 'draft')`.execute(db)
  await sql`create policy change on rubric_version for update to dure_app
    using (${inOrg} and ${led}) with check (${inOrg} and ${led})`.execute(db)
  await sql`grant select, insert on rubric, rubric_version to dure_app`.execute(db)
  await sql`grant update (content, state, saved_at, published_at, archived_at, version) on rubric_version to dure_app`.execute(
    db,
  )

  await sql`create function app.guard_rubric() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if new.rubric_id <> old.rubric_id or new.team_id <> old.team_id or new.number <> old.number
        or (old.state <> 'draft' and (new.content <> old.content or new.published_at is distinct from old.published_at
          or new.state = 'draft' or (old.state = 'archived' and new.state <> 'archived')))
      then
        raise exception 'a version of a rubric that was published is locked' using errcode = 'check_violation';
      end if;
      return new;
    end $$`.execute(db)
  await sql`revoke all on function app.guard_rubric() from public`.execute(db)
  await sql`create trigger guard before update on rubric_version for each row
    execute function app.guard_rubric()`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table rubric_version, rubric`.execute(db)
  await sql`drop function app.guard_rubric()`.execute(db)
}

/** Finds a criterion that scores cannot be made of; shared/rubrics/views.ts says the same to the phone. */
const badCriterion = `lax $.sections[*].criteria[*] ? (
  !(exists (@.criterionId ? (@.type() == "string")))
  || !(exists (@.weight ? (@.type() == "number" && @ > 0 && @ <= 1000)))
  || !(exists (@.scale ? (@ == "pass_fail" || @ == "three" || @ == "five")))
  || !(exists (@.mayNotApply ? (@.type() == "boolean")))
  || !(exists (@.critical ? (@ == null || @ == "user_harm" || @ == "rights" || @ == "legal"))))`.replaceAll(
  '\n',
  ' ',
)
