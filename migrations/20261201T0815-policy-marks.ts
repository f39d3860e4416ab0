import { type Kysely, sql } from 'kysely'

/**
 * Analysts mark each version of a policy that concerns their team: read, asked about, or with a gap. A mark is its person's
 * and is read by who leads them today. A gap opens an entry of the team's ledger that names nobody: the ledger is read by
 * managers too, and nobody is counted by the gaps that they found.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // Versions that are there already count as entered now, so that nobody is asked to read what has long been in force.
  await sql`alter table policy_version add column entered_at timestamptz not null default now()`.execute(db)
  await sql`create table policy_mark (
    org_id uuid not null references org,
    version_id uuid not null,
    person_id uuid not null,
    team_id uuid not null,
    mark text not null check (mark in ('read', 'question', 'gap')),
    text text check (length(text) between 1 and 2000),
    entry_id uuid,
    marked_at timestamptz not null default clock_timestamp(),
    version int not null default 1,
    primary key (org_id, version_id, person_id),
    foreign key (org_id, version_id) references policy_version,
    foreign key (org_id, person_id) references person,
    foreign key (org_id, team_id) references team,
    check ((mark = 'read') = (text is null))
  )`.execute(db)
  await sql`create index policy_mark_person on policy_mark (org_id, person_id, marked_at desc)`.execute(db)
  await sql`alter table policy_mark enable row level security`.execute(db)
  await sql`alter table policy_mark force row level security`.execute(db)
  await sql`create policy owner on policy_mark for all to dure_owner using (true) with check (true)`.execute(
    db,
  )

  const inOrg = sql`org_id = (select app.org())`
  const actor = sql`(select app.actor())`
  const joined = sql`team_id in (select j.team_id from app.membership_today j
    where j.org_id = (select app.org()) and j.person_id = ${actor} and j.role = 'analyst')`
  // The subselect does not depend on the row: it runs once.
  await sql`create policy read on policy_mark for select to dure_app using (${inOrg} and (person_id = ${actor}
    or person_id in (select l.person_id from app.membership_today l where l.org_id = (select app.org())
      and l.role = 'analyst' and l.team_id = any ((select app.visible_teams('lead'))::uuid[]))))`.execute(db)
  const own = sql`(${inOrg} and person_id = ${actor} and ${joined})`
  await sql`create policy write on policy_mark for insert to dure_app with check ${own}`.execute(db)
  await sql`create policy change on policy_mark for update to dure_app
    using (${inOrg} and person_id = ${actor}) with check ${own}`.execute(db)
  await sql`grant select, insert (org_id, version_id, person_id, team_id, mark, text, entry_id),
    update (team_id, mark, text, entry_id, marked_at, version) on policy_mark to dure_app`.execute(db)

  await sql`create policy flag on policy_ledger_entry for insert to dure_app with check (${inOrg} and opened_by is null
    and cause = 'unclear_policy' and case_ref is null and audit_id is null and review_id is null and ${joined}
    and exists (select from policy_mark k where k.org_id = policy_ledger_entry.org_id and k.person_id = ${actor}
      and k.mark = 'gap' and k.entry_id = policy_ledger_entry.entry_id and k.team_id = policy_ledger_entry.team_id
      and k.version_id = policy_ledger_entry.policy_version_id))`.execute(db)

  // Lists who is to read which version: the actor, and the analysts whom the actor leads. An analyst reads no memberships and
  // no decisions of colleagues, by which a policy concerns the team.
  await sql`create function app.policy_updates()
    returns table (team_id uuid, person_id uuid, version_id uuid, joined_later boolean)
    language sql stable security definer set search_path = pg_catalog, public as $$
      with people as (
        select a.team_id, a.person_id, min(a.starts_on) as joined_on
        from app.membership_today a
        where a.org_id = app.org() and a.role = 'analyst'
          and (a.person_id = app.actor() or a.team_id = any (app.visible_teams('lead')))
        group by a.team_id, a.person_id
      ), teams as (
        select t.team_id, (now() at time zone t.zone)::date as today,
          exists (select from audit_stratum_week w where w.org_id = t.org_id and w.team_id = t.team_id
            and w.week >= current_date - 182) as decides
        from team t where t.org_id = app.org() and t.team_id in (select p.team_id from people p)
      ), concerned as (
        select t.team_id, v.version_id, v.effective_from, (v.entered_at at time zone 'UTC')::date as entered_on
        from teams t join policy_version v on v.org_id = app.org()
        where v.effective_from >= coalesce((select max(f.effective_from) from policy_version f
            where f.org_id = v.org_id and f.policy = v.policy and f.effective_from <= t.today), v.effective_from)
          and (not t.decides
            or exists (select from audit_stratum_week w where w.org_id = v.org_id and w.team_id = t.team_id
              and w.week >= current_date - 182 and w.policy = v.policy)
            or (select min(f.effective_from) from policy_version f
              where f.org_id = v.org_id and f.policy = v.policy) > current_date - 182)
      )
      select c.team_id, p.person_id, c.version_id, p.joined_on >= c.effective_from
      from concerned c join people p on p.team_id = c.team_id
      where greatest(c.effective_from, p.joined_on) >= c.entered_on - 30
    $$`.execute(db)
  await sql`revoke all on function app.policy_updates() from public`.execute(db)
  await sql`grant execute on function app.policy_updates() to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`drop function app.policy_updates()`.execute(db)
  await sql`drop policy flag on policy_ledger_entry`.execute(db)
  await sql`drop table policy_mark`.execute(db)
  await sql`alter table policy_version drop column entered_at`.execute(db)
}
