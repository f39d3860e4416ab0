import { type Kysely, sql } from 'kysely'

/**
 * An emergency access opens the reviews of its person too, as whoever leads them reads those. And the counts behind the usual
 * rate of a team are given to somebody who is only in it one by one where at least five others have any; those of two to four
 * others come as one sum, which makes the same rate, and those of a single colleague, whose own figures they are, not at all.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  const inOrg = sql`org_id = (select app.org())`
  await sql`create policy emergency on review for select to dure_app
    using (${inOrg} and analyst_id = (select app.emergency_subject()))`.execute(db)
  await sql`create or replace function app.team_error_weeks(team uuid, first_week date) returns jsonb
    language sql stable security definer set search_path = pg_catalog, public as $$
      with counted as materialized (
        select d.analyst_id, (d.day - first_week) / 7 as week, sum(d.n)::int as n, sum(d.n - d.correct)::int as x
        from audit_day d
        where d.org_id = app.org() and d.team_id = team_error_weeks.team and d.day >= first_week and d.n > 0
          and (${seesAll} or team_error_weeks.team = any (app.visible_teams('member')))
        group by 1, 2
      ), others as (select count(distinct analyst_id) as people from counted where analyst_id <> app.actor())
      select coalesce(jsonb_agg(a.weeks order by a.weeks), '[]') from (
        select jsonb_agg(jsonb_build_array(s.week, s.n, s.x) order by s.week) as weeks from (
          select case when c.analyst_id = app.actor() or o.people >= 5 or ${seesAll} then c.analyst_id end as analyst_id,
            c.week, sum(c.n)::int as n, sum(c.x)::int as x
          from counted c, others o where c.analyst_id = app.actor() or o.people > 1 or ${seesAll}
          group by 1, 2
        ) s group by s.analyst_id
      ) a
    $$`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop policy emergency on review`.execute(db)
  await sql`create or replace function app.team_error_weeks(team uuid, first_week date) returns jsonb
    language sql stable security definer set search_path = pg_catalog, public as $$
      select coalesce(jsonb_agg(a.weeks order by a.weeks), '[]') from (
        select jsonb_agg(jsonb_build_array(s.week, s.n, s.x) order by s.week) as weeks from (
          select d.analyst_id, (d.day - first_week) / 7 as week, sum(d.n)::int as n, sum(d.n - d.correct)::int as x
          from audit_day d
          where d.org_id = app.org() and d.team_id = team_error_weeks.team and d.day >= first_week and d.n > 0
            and (${seesAll} or team_error_weeks.team = any (app.visible_teams('member')))
          group by 1, 2
        ) s group by s.analyst_id
      ) a
    $$`.execute(db)
}

/** Leads the team, or reads the record of somebody in it in an emergency. */
const seesAll = sql`(team_error_weeks.team = any (app.visible_teams('lead'))
  or exists (select from membership m where m.org_id = app.org() and m.person_id = app.emergency_subject()
    and m.team_id = team_error_weeks.team))`
