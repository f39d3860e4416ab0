import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * Policy questions: an analyst asks whoever leads the team, or a colleague by name. A question to a colleague is read by the
 * two until it was answered; then the leads of the team read it too, because they may keep the answer as a precedent, which
 * everybody of the organisation reads. Of a team's questions a manager reads numbers by clause and version and nothing else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await makeFunctions(db)
  await makeQuestions(db)
  await makeEntries(db)
  await makePrecedents(db)
  await makeCounts(db)
  await removeMade(
    db,
    sql`and not exists (select from policy_question q where q.org_id = p.org_id and q.policy = p.code)
        and not exists (select from precedent k where k.org_id = p.org_id and k.policy = p.code)`,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await removeMade(db, sql``)
  await sql`drop function app.question_counts(uuid)`.execute(db)
  await sql`drop table precedent, policy_question_entry, policy_question`.execute(db)
  await sql`drop function app.team_colleagues()`.execute(db)
}

type Piece = RawBuilder<unknown>

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
const joinedAs = (...roles: string[]) => sql`team_id in (select m.team_id from app.membership_today m
  where m.org_id = (select app.org()) and m.person_id = ${actor} and m.role in (${sql.join(roles.map((role) => sql.lit(role)))}))`
const pursues = sql`(asker_id = ${actor} and ${joinedAs('analyst')})`
const answers = sql`((addressee_id is null and asker_id <> ${actor} and ${led})
  or (addressee_id = ${actor} and ${joinedAs('analyst', 'lead')}))`

async function protect(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`alter table ${sql.ref(table)} enable row level security`.execute(db)
  await sql`alter table ${sql.ref(table)} force row level security`.execute(db)
  await sql`create policy owner on ${sql.ref(table)} for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
}

async function grantFunction(db: Kysely<unknown>, signature: string): Promise<void> {
  await sql`revoke all on function app.${sql.raw(signature)} from public`.execute(db)
  await sql`grant execute on function app.${sql.raw(signature)} to dure_app`.execute(db)
}

async function makeFunctions(db: Kysely<unknown>): Promise<void> {
  // An analyst may ask whoever works beside them, and reads no memberships of colleagues otherwise.
  await sql`create function app.team_colleagues() returns table (team_id uuid, person_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select distinct c.team_id, c.person_id
      from app.membership_today m
      join app.membership_today c on c.org_id = m.org_id and c.team_id = m.team_id
      where m.org_id = app.org() and m.person_id = app.actor() and m.role = 'analyst'
        and c.role in ('analyst', 'lead') and c.person_id <> app.actor()
    $$`.execute(db)
  await grantFunction(db, 'team_colleagues()')
}

async function makeQuestions(db: Kysely<unknown>): Promise<void> {
  await sql`create table policy_question (
    org_id uuid not null references org,
    question_id uuid not null,
    team_id uuid not null,
    asker_id uuid not null,
    addressee_id uuid check (addressee_id <> asker_id),
    policy text not null,
    clause_id uuid,
    policy_version_id uuid,
    case_ref text check (length(case_ref) between 1 and 200),
    text text not null check (length(text) between 1 and 2000),
    on_hold boolean not null,
    status text not null default 'open' check (status in ('open', 'answered', 'settled')),
    asked_at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    due_at timestamptz not null,
    answered_at timestamptz,
    settled_at timestamptz,
    version int not null default 1,
    primary key (org_id, question_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, asker_id) references person,
    foreign key (org_id, addressee_id) references person,
    foreign key (org_id, policy) references policy (org_id, code),
    foreign key (org_id, policy, policy_version_id) references policy_version (org_id, policy, version_id),
    foreign key (org_id, policy, clause_id) references policy_clause (org_id, policy, clause_id),
    check (status <> 'answered' or answered_at is not null),
    check ((status = 'settled') = (settled_at is not null))
  )`.execute(db)
  await sql`create index policy_question_asker on policy_question (org_id, asker_id, asked_at desc)`.execute(
    db,
  )
  await sql`create index policy_question_addressee on policy_question (org_id, addressee_id, asked_at desc)
    where addressee_id is not null`.execute(db)
  await sql`create index policy_question_team on policy_question (org_id, team_id, asked_at desc)`.execute(db)
  await sql`create index policy_question_policy on policy_question (org_id, policy)`.execute(db)
  await protect(db, 'policy_question')
  await sql`create policy read on policy_question for select to dure_app using (${inOrg} and (
    asker_id = ${actor} or addressee_id = ${actor}
    or ((addressee_id is null or answered_at is not null) and ${led})))`.execute(db)
  await sql`create policy write on policy_question for insert to dure_app with check (${inOrg} and ${pursues}
    and (addressee_id is null or exists (select 1 from app.team_colleagues() c
      where c.team_id = policy_question.team_id and c.person_id = policy_question.addressee_id)))`.execute(db)
  const moved = sql`(${inOrg} and (${pursues} or ${answers}))`
  await sql`create policy change on policy_question for update to dure_app using ${moved} with check ${moved}`.execute(
    db,
  )
  await sql`grant select, insert (org_id, question_id, team_id, asker_id, addressee_id, policy, clause_id,
    policy_version_id, case_ref, text, on_hold, claimed_at, due_at),
    update (status, due_at, answered_at, settled_at, version) on policy_question to dure_app`.execute(db)
}

async function makeEntries(db: Kysely<unknown>): Promise<void> {
  await sql`create table policy_question_entry (
    org_id uuid not null,
    entry_id uuid not null,
    question_id uuid not null,
    author_id uuid not null,
    is_answer boolean not null,
    text text not null check (length(text) between 1 and 4000),
    added_at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    primary key (org_id, entry_id),
    foreign key (org_id, question_id) references policy_question,
    foreign key (org_id, author_id) references person
  )`.execute(db)
  await sql`create index policy_question_entry_question on policy_question_entry (org_id, question_id, added_at)`.execute(
    db,
  )
  await protect(db, 'policy_question_entry')
  // The question's own policy answers within this subquery.
  const onQuestion = (and: Piece) => sql`exists (select 1 from policy_question q
    where q.org_id = policy_question_entry.org_id and q.question_id = policy_question_entry.question_id and ${and})`
  await sql`create policy read on policy_question_entry for select to dure_app
    using (${inOrg} and ${onQuestion(sql`true`)})`.execute(db)
  await sql`create policy write on policy_question_entry for insert to dure_app
    with check (${inOrg} and author_id = ${actor}
      and ((is_answer and ${onQuestion(answers)}) or (not is_answer and ${onQuestion(pursues)})))`.execute(db)
  await sql`grant select, insert (org_id, entry_id, question_id, author_id, is_answer, text, claimed_at)
    on policy_question_entry to dure_app`.execute(db)
}

async function makePrecedents(db: Kysely<unknown>): Promise<void> {
  await sql`create table precedent (
    org_id uuid not null references org,
    precedent_id uuid not null,
    policy text not null,
    clause_id uuid,
    policy_version_id uuid,
    question_id uuid not null,
    text_ko text check (length(text_ko) between 1 and 4000),
    text_en text check (length(text_en) between 1 and 4000),
    kept_by uuid,
    kept_at timestamptz not null default clock_timestamp(),
    primary key (org_id, precedent_id),
    unique (org_id, question_id),
    foreign key (org_id, policy) references policy (org_id, code),
    foreign key (org_id, policy, policy_version_id) references policy_version (org_id, policy, version_id),
    foreign key (org_id, policy, clause_id) references policy_clause (org_id, policy, clause_id),
    foreign key (org_id, kept_by) references person,
    check (num_nonnulls(text_ko, text_en) > 0)
  )`.execute(db)
  await sql`create index precedent_policy on precedent (org_id, policy, kept_at desc)`.execute(db)
  await protect(db, 'precedent')
  await sql`create policy read on precedent for select to dure_app using (${inOrg} and (
    org_id = any ((select app.visible_teams('staff'))::uuid[]) or 'policy' = any ((select app.partner_functions())::text[])))`.execute(
    db,
  )
  await sql`create policy write on precedent for insert to dure_app with check (${inOrg} and kept_by = ${actor}
    and exists (select 1 from policy_question q where q.org_id = precedent.org_id
      and q.question_id = precedent.question_id and q.policy = precedent.policy
      and q.clause_id is not distinct from precedent.clause_id and q.answered_at is not null
      and q.team_id = any ((select app.visible_teams('lead'))::uuid[])))`.execute(db)
  await sql`grant select, insert (org_id, precedent_id, policy, clause_id, policy_version_id, question_id, text_ko,
    text_en, kept_by) on precedent to dure_app`.execute(db)
}

/** Counts questions for the ledger: by clause and version, never by person. */
async function makeCounts(db: Kysely<unknown>): Promise<void> {
  await sql`create function app.question_counts(team uuid)
    returns table (policy text, clause_id uuid, policy_version_id uuid, questions int, last_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select q.policy, q.clause_id, q.policy_version_id, count(*)::int, max(q.asked_at)
      from policy_question q
      where q.org_id = app.org() and q.team_id = team and team = any (app.visible_teams())
      group by q.policy, q.clause_id, q.policy_version_id
    $$`.execute(db)
  await grantFunction(db, 'question_counts(uuid)')
}

/** Takes away what an import that was undone had made and nothing else names by now; `unnamed` says more of its policies. */
async function removeMade(db: Kysely<unknown>, unnamed: Piece): Promise<void> {
  await sql`create or replace function app.remove_made(undone uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
    declare made jsonb; made_person uuid;
    begin
      select i.made into made from audit_import i where i.org_id = app.org() and i.import_id = undone
        and i.undone_at is not null and i.team_id = any (app.visible_teams('lead'));
      if made is null then return; end if;
      delete from membership m where m.org_id = app.org()
        and m.membership_id in (select value::uuid from jsonb_array_elements_text(made -> 'memberships') value)
        and not exists (select from sign_in s where s.org_id = m.org_id and s.person_id = m.person_id)
        and not exists (select from invitation i where i.org_id = m.org_id and i.person_id = m.person_id)
        and not exists (select from audit a where a.org_id = m.org_id and a.analyst_id = m.person_id);
      delete from policy p where p.org_id = app.org()
        and p.code in (select jsonb_array_elements_text(made -> 'policies'))
        and not exists (select from audit a where a.org_id = p.org_id and a.policy = p.code)
        and not exists (select from policy_version v where v.org_id = p.org_id and v.policy = p.code)
        and not exists (select from policy_ledger_entry e where e.org_id = p.org_id and e.policy = p.code)
        ${unnamed};
      for made_person in select value::uuid from jsonb_array_elements_text(made -> 'people') value loop
        begin
          delete from person p where p.org_id = app.org() and p.person_id = made_person
            and not exists (select from membership m where m.org_id = p.org_id and m.person_id = p.person_id);
        exception when foreign_key_violation then null;
        end;
      end loop;
    end $$`.execute(db)
}
