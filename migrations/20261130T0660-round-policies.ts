import { type Kysely, sql } from 'kysely'

/**
 * A case of a calibration round keeps the version of its policy that held when the round was made: a gold label is right under
 * that version alone. A rater reads the gold labels once their own ratings are in, as they read the ratings of others.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table calibration_case add column policy_version_id uuid,
    add foreign key (org_id, policy, policy_version_id) references policy_version (org_id, policy, version_id),
    add check (policy_version_id is null or policy is not null)`.execute(db)
  await sql`update calibration_case c set policy_version_id = v.version_id
    from calibration_round r
    join team t on t.org_id = r.org_id and t.team_id = r.team_id, policy_version v
    where r.org_id = c.org_id and r.round_id = c.round_id and v.org_id = c.org_id and v.policy = c.policy
      and v.effective_from = (
        select max(n.effective_from) from policy_version n
        where n.org_id = c.org_id and n.policy = c.policy
          and n.effective_from <= (r.created_at at time zone t.zone)::date)`.execute(db)
  await sql`create index calibration_case_policy_version on calibration_case (org_id, policy, policy_version_id)
    where policy_version_id is not null`.execute(db)
  await readGold(db, 'results')

  // Whoever leads a team brings in a round that its people rated elsewhere, under whatever they were called there.
  await sql`create function app.team_called(team uuid, called text[]) returns table (word text, person_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select distinct c.word, m.person_id
      from app.membership_today m
      join person p on p.org_id = m.org_id and p.person_id = m.person_id
      left join sign_in s on s.org_id = m.org_id and s.person_id = m.person_id
      join unnest(called) c (word) on lower(c.word) in (lower(p.name), lower(p.reference), lower(s.email))
      where m.org_id = app.org() and m.team_id = team and m.role in ('analyst', 'lead')
        and team = any (app.visible_teams('lead'))
    $$`.execute(db)
  await sql`revoke all on function app.team_called(uuid, text[]) from public`.execute(db)
  await sql`grant execute on function app.team_called(uuid, text[]) to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.team_called(uuid, text[])`.execute(db)
  await readGold(db, 'ended')
  await sql`alter table calibration_case drop column policy_version_id`.execute(db)
}

async function readGold(db: Kysely<unknown>, which: 'results' | 'ended'): Promise<void> {
  await sql`drop policy read on calibration_gold`.execute(db)
  await sql`create policy read on calibration_gold for select to dure_app
    using (org_id = (select app.org())
      and round_id = any ((select app.calibration_rounds(${sql.lit(which)}))::uuid[]))`.execute(db)
}
