import { type Kysely, sql } from 'kysely'

/**
 * A lead brings analysts into their own team. Such a role holds at once and waits all the same: until an administrator or
 * the manager above confirms it, the person is in no total of the team, or five invented people would single out one answer.
 * For the same reason a role waits again once a lead invites whom an import made, and an administrator who reads the team's
 * totals confirms none alone. Days before the first known one attribute audits: they give nobody a right.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await memberships(db, sql`(m.confirmed_at is not null or m.role = 'analyst')`)

  // Never signed in, is an analyst in teams of the reader alone, and nobody else shared a note with them: whoever accepts
  // the invitation would read nothing that the reader does not.
  await sql`create function app.is_led_alone(person uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public as $$
      select not exists (select from sign_in s where s.org_id = app.org() and s.person_id = person)
        and not exists (select from note n where n.org_id = app.org() and n.subject_id = person
          and n.person_since is not null and n.author_id <> app.actor())
        and coalesce((select bool_and(m.role = 'analyst' and m.team_id = any (app.visible_teams('lead')))
          from membership m where m.org_id = app.org() and m.person_id = person), false)
    $$`.execute(db)
  // A person without any role yet; or days before the first of all that the person has, which is in this team.
  await sql`create function app.may_place(person uuid, team uuid, starts date, ends date) returns boolean
    language sql stable security definer set search_path = pg_catalog, public as $$
      select case when exists (select from membership m where m.org_id = app.org() and m.person_id = person)
        then starts < ends and ends = (select min(m.starts_on) from membership m
            where m.org_id = app.org() and m.person_id = person)
          and exists (select from membership m where m.org_id = app.org() and m.person_id = person
            and m.team_id = team and m.role = 'analyst' and ends = m.starts_on)
        else not exists (select from sign_in s where s.org_id = app.org() and s.person_id = person) end
    $$`.execute(db)
  // Of a team that the reader leads: its analysts whose first day is in it, and in no other team before.
  await sql`create function app.first_days(team uuid) returns table (person_id uuid, first_day date)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select m.person_id, min(m.starts_on) from membership m
      where m.org_id = app.org() and team = any (app.visible_teams('lead'))
        and m.person_id in (select x.person_id from membership x
          where x.org_id = app.org() and x.team_id = team and x.role = 'analyst')
      group by m.person_id
      having bool_or(m.team_id = team and m.role = 'analyst'
        and (select min(f.starts_on) from membership f where f.org_id = app.org() and f.person_id = m.person_id) = m.starts_on)
    $$`.execute(db)
  await sql`create function app.is_address_taken(address text, person uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public as $$
      select app.visible_teams('lead') <> '{}' and (
        exists (select from sign_in s where s.org_id = app.org() and s.email = address and s.person_id <> person)
        or exists (select from invitation i where i.org_id = app.org() and i.email = address and i.used_at is null
          and i.person_id <> person))
    $$`.execute(db)
  await sql`create or replace function app.correct_name(id uuid, to_name text) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
    begin
      update person p set name = to_name
        where p.org_id = app.org() and p.person_id = id
          and (p.org_id = any (app.visible_teams('admin')) or app.is_led_alone(id));
      return found;
    end $$`.execute(db)
  // Takes away what an import that was undone had made and nothing else names by now.
  await sql`create function app.remove_made(undone uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
    declare made jsonb; made_person uuid;
    begin
      select i.made into made from audit_import i where i.org_id = app.org() and i.import_id = undone
        and i.undone_at is not null and i.team_id = any (app.visible_teams('lead'));
      if made is null then return; end if;
      delete from membership m where m.org_id = app.org()
        and m.membership_id in (select value::uuid from jsonb_array_elements_text(made -> 'memberships') value)
        and not exists (select from sign_in s where s.org_id = m.org_id and s.person_id = m.person_id)
        and not exists (select from invitation i where i.org_id = m.org_id and i.person_id = m.person_id)
        and not exists (select from audit a where a.org_id = m.org_id and a.analyst_id = m.person_id);
      delete from policy p where p.org_id = app.org()
        and p.code in (select jsonb_array_elements_text(made -> 'policies'))
        and not exists (select from audit a where a.org_id = p.org_id and a.policy = p.code);
      for made_person in select value::uuid from jsonb_array_elements_text(made -> 'people') value loop
        begin
          delete from person p where p.org_id = app.org() and p.person_id = made_person
            and not exists (select from membership m where m.org_id = p.org_id and m.person_id = p.person_id);
        exception when foreign_key_violation then null;
        end;
      end loop;
    end $$`.execute(db)
  for (const name of functions) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }

  await guardMembership(db, {
    inserted: sql`if app.visible_teams('admin') = '{}'
            and not app.may_place(new.person_id, new.team_id, new.starts_on, new.ends_on) then
          raise insufficient_privilege using message = 'the person is not the lead’s to place (row-level security)';
        end if;
        new.confirmed_at := case when new.role = 'analyst' and app.visible_teams('admin') <> '{}'
          and new.team_id <> all (app.visible_teams()) then now() end;`,
    waitsAgain: sql`if new.confirmed_at is null and old.role = 'analyst'
            and old.team_id = any (app.visible_teams('lead')) and app.is_led_alone(old.person_id) then
          new.given_by := app.actor();
          new.confirmed_by := null;
        els`,
  })
  await guardInvitation(
    db,
    sql`or (app.is_led_alone(new.person_id) and not exists (select from membership m
          where m.org_id = new.org_id and m.person_id = new.person_id and m.confirmed_at is not null))`,
  )

  await sql`create policy lead_insert on person for insert to dure_app
    with check (${inOrg} and (select app.visible_teams('lead')) <> '{}')`.execute(db)
  await sql`create policy lead_insert on membership for insert to dure_app
    with check (${inOrg} and role = 'analyst' and ${led} and person_id <> ${actor})`.execute(db)
  await sql`create policy lead_waits on membership for update to dure_app
    using (${inOrg} and role = 'analyst' and ${led} and app.is_led_alone(person_id))
    with check (${inOrg} and confirmed_at is null and given_by = ${actor})`.execute(db)
  await sql`create policy lead_read on invitation for select to dure_app
    using (${inOrg} and app.is_led_alone(person_id))`.execute(db)
  await sql`create policy lead_insert on invitation for insert to dure_app
    with check (${inOrg} and app.is_led_alone(person_id))`.execute(db)
  await sql`create policy lead_delete on invitation for delete to dure_app
    using (${inOrg} and app.is_led_alone(person_id))`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop policy lead_delete on invitation`.execute(db)
  await sql`drop policy lead_insert on invitation`.execute(db)
  await sql`drop policy lead_read on invitation`.execute(db)
  await sql`drop policy lead_waits on membership`.execute(db)
  await sql`drop policy lead_insert on membership`.execute(db)
  await sql`drop policy lead_insert on person`.execute(db)
  await guardInvitation(db, sql``)
  await guardMembership(db, {
    inserted: sql`new.confirmed_at := case when new.role = 'analyst' then now() end;`,
    waitsAgain: sql``,
  })
  await sql`create or replace function app.correct_name(id uuid, to_name text) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
    begin
      update person p set name = to_name
        where p.org_id = app.org() and p.person_id = id and p.org_id = any (app.visible_teams('admin'));
      return found;
    end $$`.execute(db)
  for (const name of functions) await sql`drop function app.${sql.raw(name)}`.execute(db)
  await memberships(db, sql`m.confirmed_at is not null`)
  // An analyst's role of before held without being confirmed by anybody.
  await sql`update membership set confirmed_at = given_at where role = 'analyst' and confirmed_at is null`.execute(
    db,
  )
}

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
const functions = [
  'is_led_alone(uuid)',
  'may_place(uuid, uuid, date, date)',
  'first_days(uuid)',
  'is_address_taken(text, uuid)',
  'remove_made(uuid)',
]

type Piece = ReturnType<typeof sql>

async function memberships(db: Kysely<unknown>, holding: Piece): Promise<void> {
  await sql`create or replace function app.memberships_at(instant timestamptz)
    returns table (org_id uuid, membership_id uuid, person_id uuid, role text, team_id uuid, function text, starts_on date)
    language sql stable begin atomic
      select m.org_id, m.membership_id, m.person_id, m.role, m.team_id, m.function, m.starts_on
      from membership m join org o on o.org_id = m.org_id
      where m.starts_on <= (instant at time zone o.zone)::date
        and (m.ends_on is null or m.ends_on > (instant at time zone o.zone)::date) and ${holding};
    end`.execute(db)
}

/** `inserted`: what a new role is before it is stored. `waitsAgain`: who takes a confirmation back. */
async function guardMembership(
  db: Kysely<unknown>,
  { inserted, waitsAgain }: { inserted: Piece; waitsAgain: Piece },
): Promise<void> {
  await sql`create or replace function app.guard_membership() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if app.actor() is null then return new; end if;
      if tg_op = 'INSERT' then
        new.given_by := app.actor();
        new.confirmed_by := null;
        ${inserted}
        return new;
      end if;
      if (new.confirmed_at, new.confirmed_by) is distinct from (old.confirmed_at, old.confirmed_by) then
        ${waitsAgain}if old.confirmed_at is not null or app.actor() = old.person_id or app.actor() is not distinct from old.given_by
            or app.actor() not in (select app.role_confirmers(old.team_id, old.role)) then
          raise insufficient_privilege using message = 'the role is another’s to confirm (row-level security)';
        else
          new.confirmed_by := app.actor();
          new.confirmed_at := now();
        end if;
      end if;
      if row(new.ends_on) is distinct from row(old.ends_on)
          and not (old.confirmed_at is null and new.confirmed_at is null and row(new.ends_on) is not distinct from row(old.starts_on)
            and app.actor() <> old.person_id and app.actor() is distinct from old.given_by
            and app.actor() in (select app.role_confirmers(old.team_id, old.role)))
          and (app.visible_teams('admin') = '{}'
            or (old.role <> 'analyst' and coalesce(old.ends_on, 'infinity') < coalesce(new.ends_on, 'infinity'))) then
        raise insufficient_privilege using message = 'the role does not last longer by this (row-level security)';
      end if;
      return new;
    end $$`.execute(db)
}

/** `or`: whose invitation is good at once besides the one of a person made with it. */
async function guardInvitation(db: Kysely<unknown>, or: Piece): Promise<void> {
  await sql`create or replace function app.guard_invitation() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if app.actor() is null then return new; end if;
      if tg_op = 'INSERT' then
        new.given_by := app.actor();
        new.confirmed_by := null;
        new.confirmed_at := case when exists (select from person p where p.org_id = new.org_id
          and p.person_id = new.person_id and p.created_at = now()) ${or} then now() end;
        return new;
      end if;
      if old.used_at is not null then
        raise insufficient_privilege using message = 'the invitation was used (row-level security)';
      end if;
      if (new.confirmed_at, new.confirmed_by) is distinct from (old.confirmed_at, old.confirmed_by) then
        if old.confirmed_at is not null or app.actor() = old.person_id or app.actor() is not distinct from old.given_by
            or app.actor() not in (select app.invitation_confirmers(old.person_id)) then
          raise insufficient_privilege using message = 'the invitation is another’s to confirm (row-level security)';
        end if;
        new.confirmed_by := app.actor();
        new.confirmed_at := now();
      end if;
      return new;
    end $$`.execute(db)
}
