import { type Kysely, sql } from 'kysely'

/**
 * Licensed questionnaires: content packs, which whoever runs the server installs and an administrator turns on, the consent
 * that a person gives to one version of one of them, and what they answered, sealed with keys that are not in this database.
 * Answers are the person's alone: there is no reader and no total.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table content_pack (
    org_id uuid not null references org,
    pack_id text not null check (pack_id ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    pack_version text not null check (length(pack_version) between 1 and 32),
    least_days int not null check (least_days between 1 and 366),
    body jsonb not null,
    turned_on boolean not null default false,
    installed_at timestamptz not null default clock_timestamp(),
    version int not null default 1,
    primary key (org_id, pack_id)
  )`.execute(db)
  await sql`create table questionnaire_consent (
    org_id uuid not null references org,
    consent_id uuid not null,
    person_id uuid not null,
    pack_id text not null,
    pack_version text not null,
    text_version int not null check (text_version > 0),
    given boolean not null,
    at timestamptz not null default clock_timestamp(),
    primary key (org_id, consent_id),
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index questionnaire_consent_person on questionnaire_consent
    (org_id, person_id, pack_id, at desc)`.execute(db)
  await sql`create table questionnaire_answer (
    org_id uuid not null references org,
    answer_id uuid not null,
    person_id uuid not null,
    pack_id text not null,
    at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    contents bytea not null,
    primary key (org_id, answer_id),
    foreign key (org_id, pack_id) references content_pack,
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index questionnaire_answer_person on questionnaire_answer
    (org_id, person_id, pack_id, at desc)`.execute(db)
  await sql`create index questionnaire_answer_age on questionnaire_answer (at)`.execute(db)

  for (const table of ['content_pack', 'questionnaire_consent', 'questionnaire_answer']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }
  const inOrg = sql`org_id = (select app.org())`
  const own = sql`${inOrg} and person_id = (select app.actor())`
  const isAdmin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`
  await sql`create policy read on content_pack for select to dure_app
    using (${inOrg} and (select app.actor()) is not null)`.execute(db)
  await sql`create policy turn on content_pack for update to dure_app
    using (${inOrg} and ${isAdmin}) with check (${inOrg} and ${isAdmin})`.execute(db)
  await sql`grant select, update (turned_on, version) on content_pack to dure_app`.execute(db)

  await sql`create policy own on questionnaire_consent for select to dure_app using (${own})`.execute(db)
  await sql`create policy append on questionnaire_consent for insert to dure_app with check (${own})`.execute(
    db,
  )
  await sql`grant select, insert on questionnaire_consent to dure_app`.execute(db)

  await sql`create policy own on questionnaire_answer for select to dure_app using (${own})`.execute(db)
  // The newest consent to the questionnaire, to the version that is turned on now.
  await sql`create policy write on questionnaire_answer for insert to dure_app with check (${own} and coalesce((
    select c.given and c.pack_version = p.pack_version and p.turned_on
    from questionnaire_consent c join content_pack p on p.org_id = c.org_id and p.pack_id = c.pack_id
    where c.org_id = questionnaire_answer.org_id and c.person_id = questionnaire_answer.person_id
      and c.pack_id = questionnaire_answer.pack_id order by c.at desc limit 1), false))`.execute(db)
  await sql`create policy remove on questionnaire_answer for delete to dure_app using (${own})`.execute(db)
  await sql`grant select, insert, delete on questionnaire_answer to dure_app`.execute(db)

  // The least distance, by the days of the person's zone. It runs as who inserts, who reads no answers but their own; the
  // owner puts back what retention took, in any order.
  await sql`create function app.keep_questionnaire_distance() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if current_user = 'dure_app' and exists (select from questionnaire_answer a join content_pack p on p.org_id = a.org_id and p.pack_id = a.pack_id
        cross join lateral app.zone_of(new.org_id, new.person_id) z
        where a.org_id = new.org_id and a.person_id = new.person_id and a.pack_id = new.pack_id
          and (least(a.at, a.claimed_at) at time zone z.zone)::date + p.least_days
            > (least(new.at, new.claimed_at) at time zone z.zone)::date) then
        raise exception 'answered too soon' using errcode = 'check_violation';
      end if;
      return new;
    end $$`.execute(db)
  await sql`revoke all on function app.keep_questionnaire_distance() from public`.execute(db)
  await sql`create trigger keep_distance before insert on questionnaire_answer
    for each row execute function app.keep_questionnaire_distance()`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`delete from expired_row where place = 'questionnaire_answer'`.execute(db)
  await sql`drop table questionnaire_answer, questionnaire_consent, content_pack`.execute(db)
  await sql`drop function app.keep_questionnaire_distance()`.execute(db)
}
