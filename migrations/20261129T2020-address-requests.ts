import { type Kysely, sql } from 'kysely'

/**
 * A person asks for another address to sign in with, and an administrator other than the person confirms it; until then the
 * old one holds. Nothing else changes the address of a sign-in: the app sets passwords, and adds a sign-in only for an
 * invitation that it spends in the same transaction. The owner of the tables changes it at once.
 *
 * An invitation that was used stays as it was, and one is good at once only where its person was made in this very
 * transaction: the number of the transaction that wrote the row last said that of a person who was merely renamed, too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table address_request (
    org_id uuid not null references org,
    request_id uuid not null,
    person_id uuid not null,
    email text not null check (email = lower(email)),
    asked_at timestamptz not null default now(),
    expires_at timestamptz not null default now() + interval '14 days',
    outcome text check (outcome in ('confirmed', 'declined', 'withdrawn')),
    decided_by uuid,
    decided_at timestamptz,
    primary key (org_id, request_id),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, decided_by) references person,
    check ((outcome is null) = (decided_at is null)),
    check (outcome is distinct from 'confirmed' or decided_by is distinct from person_id)
  )`.execute(db)
  await sql`create unique index address_request_open on address_request (org_id, person_id)
    where outcome is null`.execute(db)
  await sql`create index address_request_person on address_request (org_id, person_id, asked_at)`.execute(db)
  await sql`alter table address_request enable row level security`.execute(db)
  await sql`alter table address_request force row level security`.execute(db)
  await sql`create policy owner on address_request for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  const own = sql`org_id = (select app.org()) and person_id = (select app.actor())`
  const another = sql`org_id = (select app.org()) and person_id <> (select app.actor())
    and org_id = any ((select app.visible_teams('admin'))::uuid[])`
  await sql`create policy own_read on address_request for select to dure_app using (${own})`.execute(db)
  await sql`create policy admin_read on address_request for select to dure_app using (${another})`.execute(db)
  await sql`create policy ask on address_request for insert to dure_app with check (${own})`.execute(db)
  await sql`create policy withdraw on address_request for update to dure_app
    using (${own} and outcome is null) with check (${own} and outcome = 'withdrawn')`.execute(db)
  await sql`create policy decline on address_request for update to dure_app
    using (${another} and outcome is null) with check (${another} and outcome = 'declined')`.execute(db)
  // When it was asked and how long it stands are the table's to say.
  await sql`grant select, insert (org_id, request_id, person_id, email), update (outcome)
    on address_request to dure_app`.execute(db)

  await sql`create function app.guard_address_request() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if app.actor() is not null then
        new.decided_by := app.actor();
        new.decided_at := now();
      end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger guard before update on address_request
    for each row execute function app.guard_address_request()`.execute(db)

  // Gives a person's sign-in another address: 'moved', 'taken' or 'missing'. Counters of failed attempts go by the hash of
  // the address, and links that would bring the old one back go.
  await sql`create function app.move_sign_in(in_org uuid, of_person uuid, to_email text) returns text
    language plpgsql set search_path = pg_catalog, public as $$
    declare
      from_email text;
    begin
      if exists (select from sign_in s where s.email = to_email and (s.org_id <> in_org or s.person_id <> of_person))
        or exists (select from invitation i where i.org_id = in_org and i.email = to_email
          and i.person_id <> of_person and i.used_at is null and i.expires_at > now()) then return 'taken'; end if;
      select s.email into from_email from sign_in s where s.org_id = in_org and s.person_id = of_person
        order by s.changed_at desc limit 1 for update;
      if not found then return 'missing'; end if;
      delete from sign_in s where s.org_id = in_org and s.person_id = of_person and s.email <> from_email;
      update sign_in s set email = to_email where s.email = from_email;
      delete from invitation i where i.org_id = in_org and i.person_id = of_person and i.used_at is null;
      delete from sign_in_throttle t where t.key in
        (sha256(convert_to('name:' || from_email, 'UTF8')), sha256(convert_to('name:' || to_email, 'UTF8')));
      return 'moved';
    exception when unique_violation then return 'taken';
    end $$`.execute(db)
  await sql`create function app.confirm_address(id uuid, to_email text) returns text
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
    declare
      asked address_request;
      moved text;
    begin
      select r.* into asked from address_request r where r.org_id = app.org() and r.request_id = id
        and r.email = to_email and r.outcome is null and r.expires_at > now() and r.person_id <> app.actor()
        and r.org_id = any (app.visible_teams('admin')) for update;
      if not found then return 'gone'; end if;
      moved := app.move_sign_in(asked.org_id, asked.person_id, asked.email);
      if moved = 'moved' then
        update address_request r set outcome = 'confirmed' where r.org_id = asked.org_id and r.request_id = id;
      end if;
      return moved;
    end $$`.execute(db)
  await sql`create function app.address_confirmers() returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      select distinct m.person_id from app.membership_today m
      join sign_in s on s.org_id = m.org_id and s.person_id = m.person_id
      where m.org_id = app.org() and m.role = 'admin' and m.person_id <> app.actor()
    $$`.execute(db)
  await sql`revoke all on function app.guard_address_request(), app.move_sign_in(uuid, uuid, text),
    app.confirm_address(uuid, text), app.address_confirmers() from public`.execute(db)
  await sql`grant execute on function app.guard_address_request(), app.confirm_address(uuid, text),
    app.address_confirmers() to dure_app`.execute(db)

  // Whoever holds a phone of somebody's open asks for nothing in silence: the others of that person hear of it.
  await sql`create policy append_own on inbox for insert to dure_app
    with check (${own} and by_id is null)`.execute(db)

  await guardInvitations(db, 'p.created_at = now()', true)
  await sql`drop policy own on sign_in`.execute(db)
  await sql`create policy own_read on sign_in for select to dure_app using (${own})`.execute(db)
  await sql`create policy own_password on sign_in for update to dure_app using (${own}) with check (${own})`.execute(
    db,
  )
  await sql`create policy accept on sign_in for insert to dure_app with check (${own} and exists (
    select from invitation i where i.org_id = sign_in.org_id and i.person_id = sign_in.person_id
      and i.email = sign_in.email and i.confirmed_at is not null and i.used_at = now()))`.execute(db)
  await sql`revoke insert, update on sign_in from dure_app`.execute(db)
  await sql`grant insert (email, org_id, person_id, password_hash), update (password_hash, changed_at)
    on sign_in to dure_app`.execute(db)
}

/** Makes the function that guards invitations: what tells a person who was made just now, and whether a used one stays. */
async function guardInvitations(db: Kysely<unknown>, isNew: string, usedStays: boolean): Promise<void> {
  await sql`create or replace function app.guard_invitation() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if app.actor() is null then return new; end if;
      if tg_op = 'INSERT' then
        new.given_by := app.actor();
        new.confirmed_by := null;
        new.confirmed_at := case when exists (select from person p where p.org_id = new.org_id
          and p.person_id = new.person_id and ${sql.raw(isNew)}) then now() end;
        return new;
      end if;
      ${sql.raw(
        usedStays
          ? `if old.used_at is not null then
        raise insufficient_privilege using message = 'the invitation was used (row-level security)';
      end if;`
          : '',
      )}
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

export async function down(db: Kysely<unknown>): Promise<void> {
  const own = sql`org_id = (select app.org()) and person_id = (select app.actor())`
  await sql`revoke insert (email, org_id, person_id, password_hash), update (password_hash, changed_at)
    on sign_in from dure_app`.execute(db)
  await sql`grant insert, update on sign_in to dure_app`.execute(db)
  for (const policy of ['accept', 'own_password', 'own_read'])
    await sql`drop policy ${sql.raw(policy)} on sign_in`.execute(db)
  await sql`create policy own on sign_in for all to dure_app using (${own}) with check (${own})`.execute(db)
  await guardInvitations(db, 'p.xmin::text = (pg_current_xact_id()::xid)::text', false)
  await sql`drop policy append_own on inbox`.execute(db)
  await sql`drop function app.address_confirmers(), app.confirm_address(uuid, text),
    app.move_sign_in(uuid, uuid, text)`.execute(db)
  await sql`drop table address_request`.execute(db)
  await sql`drop function app.guard_address_request()`.execute(db)
}
