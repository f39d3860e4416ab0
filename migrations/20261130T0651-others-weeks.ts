import { type Kysely, sql } from 'kysely'

/**
 * Counts behind the usual rate of a team let nobody who is only in it read a single colleague's week. One by one they are given where
 * there are seven others, as only then the spread between people is estimated. Below that they come as sums of others, each of as many
 * weeks as it takes for three of them to have audits in it, or both where there are two; what is left at the end is not given.
 * Sums begin anew with each block of 52 weeks and are asked for from the beginning of one, so that no two answers differ by
 * somebody's days.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`drop function app.team_error_weeks(uuid, date)`.execute(db)
  await sql`create function app.team_error_weeks(team uuid, first_week date) returns jsonb
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
    declare
      sees_all boolean := ${seesAll};
      people int;
      found jsonb;
      summed jsonb := '[]';
      block int := 0;
      n int := 0;
      x int := 0;
      who uuid[] := '{}';
      w record;
    begin
      if not sees_all and ((first_week - date '2024-01-01') % 364 <> 0
        or not team_error_weeks.team = any (app.visible_teams('member'))) then return '[]'; end if;
      select count(distinct d.analyst_id) into people from audit_day d
      where d.org_id = app.org() and d.team_id = team_error_weeks.team and d.day >= first_week and d.n > 0
        and d.analyst_id <> app.actor();
      select coalesce(jsonb_agg(a.weeks order by a.weeks), '[]') into found from (
        select jsonb_agg(jsonb_build_array(s.week, s.n, s.x) order by s.week) as weeks from (
          select d.analyst_id, (d.day - first_week) / 7 as week, sum(d.n)::int as n, sum(d.n - d.correct)::int as x
          from audit_day d
          where d.org_id = app.org() and d.team_id = team_error_weeks.team and d.day >= first_week and d.n > 0
            and (sees_all or people >= 7 or d.analyst_id = app.actor())
          group by 1, 2
        ) s group by s.analyst_id
      ) a;
      if sees_all or people >= 7 or people < 2 then return found; end if;
      for w in
        select (d.day - first_week) / 7 as week, sum(d.n)::int as n, sum(d.n - d.correct)::int as x,
          array_agg(distinct d.analyst_id) as who
        from audit_day d
        where d.org_id = app.org() and d.team_id = team_error_weeks.team and d.day >= first_week and d.n > 0
          and d.analyst_id <> app.actor()
        group by 1 order by 1
      loop
        if w.week / 52 > block then
          block := w.week / 52;
          n := 0;
          x := 0;
          who := '{}';
        end if;
        n := n + w.n;
        x := x + w.x;
        who := array(select unnest(who) union select unnest(w.who));
        continue when cardinality(who) < least(3, people);
        summed := summed || jsonb_build_array(jsonb_build_array(w.week, n, x));
        n := 0;
        x := 0;
        who := '{}';
      end loop;
      return case when summed = '[]' then found else found || jsonb_build_array(summed) end;
    end $$`.execute(db)
  await restrict(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.team_error_weeks(uuid, date)`.execute(db)
  await sql`create function app.team_error_weeks(team uuid, first_week date) returns jsonb
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
  await restrict(db)
}

async function restrict(db: Kysely<unknown>): Promise<void> {
  await sql`revoke all on function app.team_error_weeks(uuid, date) from public`.execute(db)
  await sql`grant execute on function app.team_error_weeks(uuid, date) to dure_app`.execute(db)
}

/** Leads the team, or reads the record of somebody in it in an emergency. */
const seesAll = sql`(team_error_weeks.team = any (app.visible_teams('lead'))
  or exists (select from membership m where m.org_id = app.org() and m.person_id = app.emergency_subject()
    and m.team_id = team_error_weeks.team))`
