import { type Kysely, sql } from 'kysely'

/**
 * A team that is moved below another is read by that one's managers. Where that gives somebody new reading, it moves when
 * somebody else confirms it: an administrator, or who manages the team where it stands. The owner of the tables moves it at
 * once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table team_move (
    org_id uuid not null references org,
    move_id uuid not null,
    team_id uuid not null,
    from_id uuid,
    to_id uuid,
    asked_by uuid,
    asked_at timestamptz not null default now(),
    confirmed_by uuid,
    confirmed_at timestamptz,
    declined_by uuid,
    declined_at timestamptz,
    primary key (org_id, move_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, from_id) references team (org_id, team_id),
    foreign key (org_id, to_id) references team (org_id, team_id),
    foreign key (org_id, asked_by) references person (org_id, person_id),
    foreign key (org_id, confirmed_by) references person (org_id, person_id),
    foreign key (org_id, declined_by) references person (org_id, person_id),
    check (confirmed_by is null or (confirmed_at is not null and confirmed_by is distinct from asked_by)),
    check (declined_by is null or declined_at is not null),
    check (confirmed_at is null or declined_at is null)
  )`.execute(db)
  await sql`create unique index team_move_waiting on team_move (org_id, team_id)
    where confirmed_at is null and declined_at is null`.execute(db)
  await sql`create index team_move_confirmed on team_move (org_id, confirmed_at desc) where confirmed_at is not null`.execute(
    db,
  )
  await sql`alter table team_move enable row level security`.execute(db)
  await sql`alter table team_move force row level security`.execute(db)
  await sql`create policy owner on team_move for all to dure_owner using (true) with check (true)`.execute(db)

  // Who would read the team, or will by a role that is confirmed already, and does not read it where it stands.
  await sql`create function app.move_readers(team uuid, below uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive after as (
        select t.team_id, t.parent_id from team t where t.org_id = app.org() and t.team_id = below
        union
        select t.team_id, t.parent_id from team t join after a on t.team_id = a.parent_id where t.org_id = app.org()
      ), before as (
        select t.team_id, t.parent_id from team t where t.org_id = app.org() and t.team_id = team
        union
        select t.team_id, t.parent_id from team t join before b on t.team_id = b.parent_id where t.org_id = app.org()
      )
      select m.person_id from membership m join org o on o.org_id = m.org_id
      where m.org_id = app.org() and m.role = 'manager' and m.confirmed_at is not null
        and m.team_id in (select team_id from after except select team_id from before)
        and (m.ends_on is null or m.ends_on > greatest(m.starts_on, (now() at time zone o.zone)::date))
        and app.visible_teams('staff') <> '{}'
      except
      select m.person_id from app.membership_today m
      where m.org_id = app.org() and m.role = 'manager' and m.team_id in (select team_id from before)
    $$`.execute(db)

  // Policies cannot compare the old row with the new. Whoever acts for nobody is the owner.
  await sql`create function app.guard_team_move() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if app.actor() is null then return new; end if;
      if tg_op = 'INSERT' then
        new.asked_by := app.actor();
        new.asked_at := now();
        new.from_id := (select t.parent_id from team t where t.org_id = new.org_id and t.team_id = new.team_id);
        new.confirmed_by := null;
        new.confirmed_at := null;
        new.declined_by := null;
        new.declined_at := null;
        return new;
      end if;
      if old.confirmed_at is not null or old.declined_at is not null
          or app.actor() not in (select app.role_confirmers(old.team_id, 'lead')) then
        raise insufficient_privilege using message = 'the move is not the actor’s to decide (row-level security)';
      end if;
      if (new.confirmed_at, new.confirmed_by) is distinct from (old.confirmed_at, old.confirmed_by) then
        if app.actor() is not distinct from old.asked_by
            or app.actor() in (select app.move_readers(old.team_id, old.to_id)) then
          raise insufficient_privilege using message = 'the move is another’s to confirm (row-level security)';
        end if;
        new.confirmed_by := app.actor();
        new.confirmed_at := now();
      end if;
      if (new.declined_at, new.declined_by) is distinct from (old.declined_at, old.declined_by) then
        new.declined_by := app.actor();
        new.declined_at := now();
      end if;
      return new;
    end $$`.execute(db)
  // Whoever confirms may not change teams; the move is done as the owner, one at a time with what administrators do.
  await sql`create function app.apply_team_move() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
      if app.actor() is null or new.confirmed_at is null or old.confirmed_at is not null then return null; end if;
      perform from org where org_id = new.org_id for no key update;
      if not exists (select from team t where t.org_id = new.org_id and t.team_id = new.team_id
          and t.parent_id is not distinct from new.from_id)
        or exists (
          with recursive below as (
            select new.team_id as team_id
            union
            select t.team_id from team t join below b on t.parent_id = b.team_id where t.org_id = new.org_id
          ) select from below where team_id = new.to_id) then
        raise check_violation using message = 'the team does not stand where it was to be moved from';
      end if;
      update team set parent_id = new.to_id, version = version + 1
      where org_id = new.org_id and team_id = new.team_id;
      return null;
    end $$`.execute(db)
  await sql`create function app.guard_team() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if app.actor() is null or new.parent_id is not distinct from old.parent_id then return new; end if;
      if exists (select from app.move_readers(old.team_id, new.parent_id))
          and not exists (select from team_move m where m.org_id = old.org_id and m.team_id = old.team_id
            and m.to_id = new.parent_id and m.confirmed_at = now() and m.confirmed_by = app.actor()) then
        raise insufficient_privilege using message = 'somebody else confirms where the team stands (row-level security)';
      end if;
      return new;
    end $$`.execute(db)
  for (const name of functions) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }
  await sql`create trigger guard before insert or update on team_move
    for each row execute function app.guard_team_move()`.execute(db)
  await sql`create trigger apply after update on team_move
    for each row execute function app.apply_team_move()`.execute(db)
  await sql`create trigger guard before update on team
    for each row execute function app.guard_team()`.execute(db)

  const inOrg = sql`org_id = (select app.org())`
  const actor = sql`(select app.actor())`
  const isAdmin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`
  const inTeams = (standing: 'any' | 'manager' | 'member') =>
    sql`team_id = any ((select app.visible_teams(${sql.lit(standing)}))::uuid[])`
  await sql`create policy read on team_move for select to dure_app using (${inOrg} and (
    ${isAdmin} or ${inTeams('any')} or (confirmed_at is not null and ${inTeams('member')})))`.execute(db)
  await sql`create policy ask on team_move for insert to dure_app
    with check (${inOrg} and ${isAdmin} and asked_by = ${actor})`.execute(db)
  await sql`create policy decide on team_move for update to dure_app
    using (${inOrg} and confirmed_at is null and declined_at is null and (${isAdmin} or ${inTeams('manager')}))
    with check (${inOrg})`.execute(db)
  await sql`grant select, insert on team_move to dure_app`.execute(db)
  await sql`grant update (confirmed_at, confirmed_by, declined_at, declined_by) on team_move to dure_app`.execute(
    db,
  )
}

const functions = [
  'guard_team()',
  'apply_team_move()',
  'guard_team_move()',
  'move_readers(uuid, uuid)',
] as const

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger guard on team`.execute(db)
  await sql`drop table team_move`.execute(db)
  for (const name of functions) await sql`drop function app.${sql.raw(name)}`.execute(db)
}
