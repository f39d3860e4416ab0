import { type Kysely, sql } from 'kysely'

/**
 * Tells administrators in which teams a doubted judgement waits that nobody may decide: how many, and since when. Neither the
 * people nor the words of one are given: what they can do about it is to give somebody a role.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create function app.undecided()
    returns table (team_id uuid, team_name text, n int, since timestamptz, due_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select o.team_id, t.name, count(*)::int, min(o.asked_at), min(o.due_at)
      from (
        select d.org_id, d.team_id, d.raised_at as asked_at, d.due_at from review_dispute d
        where d.org_id = app.org() and d.state = 'open'
          and app.dispute_decider(d.team_id, d.analyst_id, d.reviewer_id) = 'nobody'
        union all
        select l.org_id, l.team_id, l.asked_at, l.due_at from another_look l
        where l.org_id = app.org() and l.status = 'open'
          and app.judgement_decider(l.team_id, l.analyst_id, app.case_reviewers(l.audit_id)) = 'nobody'
      ) o join team t on t.org_id = o.org_id and t.team_id = o.team_id
      where (select app.visible_teams('admin') <> '{}')
      group by o.team_id, t.name
    $$`.execute(db)
  await sql`revoke all on function app.undecided() from public`.execute(db)
  await sql`grant execute on function app.undecided() to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.undecided()`.execute(db)
}
