import { type Kysely, sql } from 'kysely'

/**
 * Policies have versions with the day that each is in force from, and clauses, which a version introduces and a later one may
 * retire. The ledger gathers what a clause gave rise to, by team: it is read by who leads or manages the team, and appended
 * to by its leads; nothing of it is changed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table policy_version (
    org_id uuid not null references org,
    version_id uuid not null,
    policy text not null,
    label text not null check (length(label) between 1 and 50),
    effective_from date not null,
    changed_ko text check (length(changed_ko) between 1 and 2000),
    changed_en text check (length(changed_en) between 1 and 2000),
    version int not null default 1,
    primary key (org_id, version_id),
    unique (org_id, policy, version_id),
    unique (org_id, policy, label),
    unique (org_id, policy, effective_from),
    foreign key (org_id, policy) references policy (org_id, code)
  )`.execute(db)
  await sql`create table policy_clause (
    org_id uuid not null references org,
    clause_id uuid not null,
    policy text not null,
    number text not null check (length(number) between 1 and 20),
    title_ko text check (length(title_ko) between 1 and 200),
    title_en text check (length(title_en) between 1 and 200),
    introduced_in uuid not null,
    retired_in uuid check (retired_in <> introduced_in),
    version int not null default 1,
    primary key (org_id, clause_id),
    unique (org_id, policy, clause_id),
    foreign key (org_id, policy, introduced_in) references policy_version (org_id, policy, version_id),
    foreign key (org_id, policy, retired_in) references policy_version (org_id, policy, version_id)
  )`.execute(db)
  // A number may be used again once its clause was retired.
  await sql`create unique index policy_clause_number on policy_clause (org_id, policy, number)
    where retired_in is null`.execute(db)
  await sql`create table policy_ledger_entry (
    org_id uuid not null references org,
    entry_id uuid not null,
    team_id uuid not null,
    policy text not null,
    policy_version_id uuid,
    clause_id uuid,
    cause text not null check (cause in ('dispute', 'split', 'unclear_policy', 'question', 'escalation')),
    case_ref text check (length(case_ref) between 1 and 200),
    audit_id uuid,
    review_id uuid,
    opened_by uuid,
    opened_at timestamptz not null default clock_timestamp(),
    primary key (org_id, entry_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, opened_by) references person,
    foreign key (org_id, policy) references policy (org_id, code),
    foreign key (org_id, policy, policy_version_id) references policy_version (org_id, policy, version_id),
    foreign key (org_id, policy, clause_id) references policy_clause (org_id, policy, clause_id),
    foreign key (org_id, audit_id) references audit (org_id, audit_id) on delete set null (audit_id),
    foreign key (org_id, review_id) references review (org_id, review_id) on delete set null (review_id)
  )`.execute(db)
  await sql`create index policy_ledger_entry_team on policy_ledger_entry
    (org_id, team_id, policy, opened_at desc, entry_id)`.execute(db)
  // An import that is taken back deletes its decisions by thousands.
  await sql`create index policy_ledger_entry_audit on policy_ledger_entry (org_id, audit_id)
    where audit_id is not null`.execute(db)
  await sql`create index policy_ledger_entry_review on policy_ledger_entry (org_id, review_id)
    where review_id is not null`.execute(db)

  for (const table of tables) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }
  for (const table of ['policy_version', 'policy_clause']) {
    const name = sql.table(table)
    await sql`create policy read on ${name} for select to dure_app
      using (${inOrg} and ${actor} is not null)`.execute(db)
    await sql`create policy append on ${name} for insert to dure_app with check (${inOrg} and ${admin})`.execute(
      db,
    )
    await sql`create policy revise on ${name} for update to dure_app
      using (${inOrg} and ${admin}) with check (${inOrg} and ${admin})`.execute(db)
    await sql`grant select, insert on ${name} to dure_app`.execute(db)
  }
  await sql`grant update (label, effective_from, changed_ko, changed_en, version) on policy_version to dure_app`.execute(
    db,
  )
  await sql`grant update (number, title_ko, title_en, introduced_in, retired_in, version) on policy_clause to dure_app`.execute(
    db,
  )
  await sql`create policy read on policy_ledger_entry for select to dure_app
    using (${inOrg} and team_id = any ((select app.visible_teams())::uuid[]))`.execute(db)
  await sql`create policy append on policy_ledger_entry for insert to dure_app
    with check (${inOrg} and opened_by = ${actor} and team_id = any ((select app.visible_teams('lead'))::uuid[]))`.execute(
    db,
  )
  await sql`grant select, insert on policy_ledger_entry to dure_app`.execute(db)

  await removeMade(
    db,
    sql`and not exists (select from policy_version v where v.org_id = p.org_id and v.policy = p.code)
        and not exists (select from policy_ledger_entry e where e.org_id = p.org_id and e.policy = p.code)`,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await removeMade(db, sql``)
  await sql`drop table policy_ledger_entry, policy_clause, policy_version`.execute(db)
}

const tables = ['policy_version', 'policy_clause', 'policy_ledger_entry']
const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const admin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`

/** Takes away what an import that was undone had made and nothing else names by now; `unnamed` says more of its policies. */
async function removeMade(db: Kysely<unknown>, unnamed: ReturnType<typeof sql>): Promise<void> {
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
