import { type Kysely, sql } from 'kysely'

/**
 * Who may confirm a role or an invitation may decline it. A role ends on its first day, so it never holds; an invitation
 * goes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create policy decline on membership for update to dure_app
    using (${inOrg} and confirmed_at is null and person_id <> ${actor} and given_by is distinct from ${actor}
      and ${actor} in (select app.role_confirmers(team_id, role)))
    with check (${inOrg} and confirmed_at is null and ends_on = starts_on)`.execute(db)
  await sql`create policy decline on invitation for delete to dure_app
    using (${inOrg} and confirmed_at is null and used_at is null and person_id <> ${actor}
      and given_by is distinct from ${actor} and ${actor} in (select app.invitation_confirmers(person_id)))`.execute(
    db,
  )
  await guard(
    db,
    sql`not (old.confirmed_at is null and new.confirmed_at is null and new.ends_on = old.starts_on
      and app.actor() <> old.person_id and app.actor() is distinct from old.given_by
      and app.actor() in (select app.role_confirmers(old.team_id, old.role))) and `,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await guard(db, sql``)
  await sql`drop policy decline on invitation`.execute(db)
  await sql`drop policy decline on membership`.execute(db)
}

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`

/** `unless`: who ends a role without administering. */
async function guard(db: Kysely<unknown>, unless: ReturnType<typeof sql>): Promise<void> {
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
      if row(new.ends_on) is distinct from row(old.ends_on) and ${unless}(app.visible_teams('admin') = '{}'
          or (old.role <> 'analyst' and coalesce(old.ends_on, 'infinity') < coalesce(new.ends_on, 'infinity'))) then
        raise insufficient_privilege using message = 'the role does not last longer by this (row-level security)';
      end if;
      return new;
    end $$`.execute(db)
}
