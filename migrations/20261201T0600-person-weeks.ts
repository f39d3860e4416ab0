import { type Kysely, sql } from 'kysely'

/**
 * The usual rate of a team is read from the weeks of everybody in it, two years back, with every scorecard: by weeks they are a
 * seventh of the rows that they are by days. The database itself keeps them beside the days, whoever writes those. Only
 * app.team_error_weeks reads them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table audit_person_week (
    org_id uuid not null, team_id uuid not null, analyst_id uuid not null, week date not null,
    n int not null, correct int not null,
    primary key (org_id, team_id, analyst_id, week),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, analyst_id) references person
  )`.execute(db)
  await sql`alter table audit_person_week enable row level security`.execute(db)
  await sql`alter table audit_person_week force row level security`.execute(db)
  await sql`create policy owner on audit_person_week for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  await sql`insert into audit_person_week (org_id, team_id, analyst_id, week, n, correct)
    select org_id, team_id, analyst_id, date_trunc('week', day)::date, sum(n), sum(correct)
    from audit_day group by 1, 2, 3, 4`.execute(db)
  await makeTriggers(db)
  await sql`drop function app.team_error_weeks(uuid, date)`.execute(db)
  await sql`create function app.team_error_weeks(team uuid, first_week date) returns json
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
    declare
      sees_all boolean := ${seesAll};
      people int;
      found json;
      summed jsonb := '[]';
      block int := 0;
      n int := 0;
      x int := 0;
      who uuid[] := '{}';
      w record;
    begin
      if not sees_all then
        if (first_week - date '2024-01-01') % 364 <> 0
          or not team_error_weeks.team = any (app.visible_teams('member')) then return '[]'; end if;
        select count(distinct d.analyst_id) into people from audit_person_week d
        where d.org_id = app.org() and d.team_id = team_error_weeks.team and d.week >= first_week and d.n > 0
          and d.analyst_id <> app.actor();
      end if;
      -- In the order of their texts, which says nothing of who they are.
      select coalesce(json_agg(a.weeks order by a.weeks::text), '[]') into found from (
        select json_agg(json_build_array((d.week - first_week) / 7, d.n, d.n - d.correct) order by d.week) as weeks
        from audit_person_week d
        where d.org_id = app.org() and d.team_id = team_error_weeks.team and d.week >= first_week and d.n > 0
          and (sees_all or people >= 7 or d.analyst_id = app.actor())
        group by d.analyst_id
      ) a;
      if sees_all or people >= 7 or people < 2 then return found; end if;
      for w in
        select (d.week - first_week) / 7 as week, sum(d.n)::int as n, sum(d.n - d.correct)::int as x,
          array_agg(d.analyst_id) as who
        from audit_person_week d
        where d.org_id = app.org() and d.team_id = team_error_weeks.team and d.week >= first_week and d.n > 0
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
      return case when summed = '[]' then found else (found::jsonb || jsonb_build_array(summed))::json end;
    end $$`.execute(db)
  await restrict(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.team_error_weeks(uuid, date)`.execute(db)
  await sql`drop trigger weeks_added on audit_day`.execute(db)
  await sql`drop trigger weeks_changed on audit_day`.execute(db)
  await sql`drop trigger weeks_removed on audit_day`.execute(db)
  await sql`drop function app.keep_person_weeks()`.execute(db)
  await sql`drop table audit_person_week`.execute(db)
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

/** Adds what a statement did to the days to their weeks; in the order of the keys, so that no two wait for one another in a circle. */
async function makeTriggers(db: Kysely<unknown>): Promise<void> {
  await sql`create function app.keep_person_weeks() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
      if tg_op = 'INSERT' then
        insert into audit_person_week as w (org_id, team_id, analyst_id, week, n, correct)
        select d.org_id, d.team_id, d.analyst_id, date_trunc('week', d.day)::date, sum(d.n), sum(d.correct)
        from added d group by 1, 2, 3, 4 order by 1, 2, 3, 4
        on conflict (org_id, team_id, analyst_id, week) do update
          set n = w.n + excluded.n, correct = w.correct + excluded.correct;
      elsif tg_op = 'UPDATE' then
        insert into audit_person_week as w (org_id, team_id, analyst_id, week, n, correct)
        select d.org_id, d.team_id, d.analyst_id, date_trunc('week', d.day)::date, sum(d.n), sum(d.correct)
        from (select org_id, team_id, analyst_id, day, n, correct from added
          union all select org_id, team_id, analyst_id, day, -n, -correct from removed) d
        group by 1, 2, 3, 4 having sum(d.n) <> 0 or sum(d.correct) <> 0 order by 1, 2, 3, 4
        on conflict (org_id, team_id, analyst_id, week) do update
          set n = w.n + excluded.n, correct = w.correct + excluded.correct;
      else
        insert into audit_person_week as w (org_id, team_id, analyst_id, week, n, correct)
        select d.org_id, d.team_id, d.analyst_id, date_trunc('week', d.day)::date, -sum(d.n), -sum(d.correct)
        from removed d group by 1, 2, 3, 4 order by 1, 2, 3, 4
        on conflict (org_id, team_id, analyst_id, week) do update
          set n = w.n + excluded.n, correct = w.correct + excluded.correct;
        delete from audit_person_week w
        using (select distinct org_id, team_id, analyst_id, date_trunc('week', day)::date as week from removed) d
        where w.org_id = d.org_id and w.team_id = d.team_id and w.analyst_id = d.analyst_id and w.week = d.week
          and w.n = 0;
      end if;
      return null;
    end $$`.execute(db)
  await sql`revoke all on function app.keep_person_weeks() from public`.execute(db)
  await sql`create trigger weeks_added after insert on audit_day referencing new table as added
    for each statement execute function app.keep_person_weeks()`.execute(db)
  await sql`create trigger weeks_changed after update on audit_day
    referencing new table as added old table as removed
    for each statement execute function app.keep_person_weeks()`.execute(db)
  await sql`create trigger weeks_removed after delete on audit_day referencing old table as removed
    for each statement execute function app.keep_person_weeks()`.execute(db)
}

async function restrict(db: Kysely<unknown>): Promise<void> {
  await sql`revoke all on function app.team_error_weeks(uuid, date) from public`.execute(db)
  await sql`grant execute on function app.team_error_weeks(uuid, date) to dure_app`.execute(db)
}

/** Leads the team, or reads the record of somebody in it in an emergency. */
const seesAll = sql`(team_error_weeks.team = any (app.visible_teams('lead'))
  or exists (select from membership m where m.org_id = app.org() and m.person_id = app.emergency_subject()
    and m.team_id = team_error_weeks.team))`
