import { type Kysely, sql } from 'kysely'

/**
 * Emergency access reads the replies to a note again, which the repair of policies took out. The days of a role are asked of `app.memberships_at` alone, in what declines a role and in what counts the readers that a
 * move of a team adds: whoever holds the role now, or on its first day.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await replies(
    db,
    sql`or (n.subject_id = (select app.emergency_subject()) and note_reply.at >= n.person_since)`,
  )
  await sql`alter policy decline on membership with check (${inOrg} and confirmed_at is null)`.execute(db)
  await guard(db, sql`row(new.ends_on) is not distinct from row(old.starts_on)`)
  await readers(
    db,
    sql`cross join lateral app.memberships_at(greatest(now(), m.starts_on::timestamp at time zone o.zone)) h
      where h.org_id = m.org_id and h.membership_id = m.membership_id`,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await readers(
    db,
    sql`where m.confirmed_at is not null
      and (m.ends_on is null or m.ends_on > greatest(m.starts_on, (now() at time zone o.zone)::date))`,
  )
  await guard(db, sql`new.ends_on = old.starts_on`)
  await sql`alter policy decline on membership
    with check (${inOrg} and confirmed_at is null and ends_on = starts_on)`.execute(db)
  await replies(db, sql``)
}

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`

/** Sets who reads a reply; `another` is one reader more. */
async function replies(db: Kysely<unknown>, another: ReturnType<typeof sql>): Promise<void> {
  await sql`alter policy read on note_reply using (${inOrg} and exists (select 1 from note n
    where n.org_id = note_reply.org_id and n.note_id = note_reply.note_id and (
      (n.author_id = ${actor} and n.team_id = any ((select app.visible_teams('lead'))::uuid[]))
      or (n.subject_id = ${actor} and note_reply.at >= n.person_since)
      or note_reply.at >= n.manager_since ${another})))`.execute(db)
}

/** `onFirstDay`: the role ends where it starts. */
async function guard(db: Kysely<unknown>, onFirstDay: ReturnType<typeof sql>): Promise<void> {
  await sql`create or replace function app.guard_membership() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if app.actor() is null then return new; end if;
      if tg_op = 'INSERT' then
        new.given_by := app.actor();
        new.confirmed_by := null;
        new.confirmed_at := case when new.role = 'analyst' then now() end;
        return new;
      end if;
      if (new.confirmed_at, new.confirmed_by) is distinct from (old.confirmed_at, old.confirmed_by) then
        if old.confirmed_at is not null or app.actor() = old.person_id or app.actor() is not distinct from old.given_by
            or app.actor() not in (select app.role_confirmers(old.team_id, old.role)) then
          raise insufficient_privilege using message = 'the role is another’s to confirm (row-level security)';
        end if;
        new.confirmed_by := app.actor();
        new.confirmed_at := now();
      end if;
      if row(new.ends_on) is distinct from row(old.ends_on) and not (old.confirmed_at is null and new.confirmed_at is null and ${onFirstDay}
          and app.actor() <> old.person_id and app.actor() is distinct from old.given_by
          and app.actor() in (select app.role_confirmers(old.team_id, old.role))) and (app.visible_teams('admin') = '{}'
          or (old.role <> 'analyst' and coalesce(old.ends_on, 'infinity') < coalesce(new.ends_on, 'infinity'))) then
        raise insufficient_privilege using message = 'the role does not last longer by this (row-level security)';
      end if;
      return new;
    end $$`.execute(db)
}

/** `held`: which roles of managers count. */
async function readers(db: Kysely<unknown>, held: ReturnType<typeof sql>): Promise<void> {
  await sql`create or replace function app.move_readers(team uuid, below uuid) returns setof uuid
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
      ${held}
        and m.org_id = app.org() and m.role = 'manager'
        and m.team_id in (select team_id from after except select team_id from before)
        and app.visible_teams('staff') <> '{}'
      except
      select m.person_id from app.membership_today m
      where m.org_id = app.org() and m.role = 'manager' and m.team_id in (select team_id from before)
    $$`.execute(db)
}
