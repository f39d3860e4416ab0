import { type Kysely, sql } from 'kysely'

/**
 * An analyst's usual rate of errors is shrunken towards the team's, and the analyst may know by what they are measured. The
 * function gives the counts that this needs without saying whose they are: to who leads the team, who is in it, and who opened
 * the record of somebody in it in an emergency.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create function app.team_error_weeks(team uuid, first_week date) returns jsonb
    language sql stable security definer set search_path = pg_catalog, public as $$
      select coalesce(jsonb_agg(a.weeks order by a.weeks), '[]') from (
        select jsonb_agg(jsonb_build_array(s.week, s.n, s.x) order by s.week) as weeks from (
          select d.analyst_id, (d.day - first_week) / 7 as week, sum(d.n)::int as n, sum(d.n - d.correct)::int as x
          from audit_day d
          where d.org_id = app.org() and d.team_id = team_error_weeks.team and d.day >= first_week and d.n > 0
            and (team_error_weeks.team = any (app.visible_teams('lead'))
              or team_error_weeks.team = any (app.visible_teams('member'))
              or exists (select from membership m where m.org_id = app.org() and m.person_id = app.emergency_subject()
                and m.team_id = team_error_weeks.team))
          group by 1, 2
        ) s group by s.analyst_id
      ) a
    $$`.execute(db)
  await sql`revoke all on function app.team_error_weeks(uuid, date) from public`.execute(db)
  await sql`grant execute on function app.team_error_weeks(uuid, date) to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.team_error_weeks(uuid, date)`.execute(db)
}
