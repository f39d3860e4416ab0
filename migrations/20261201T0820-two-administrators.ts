import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * Whoever was in a team in the days of a legal hold on it neither asks for its end nor confirms or declines it. A request is
 * confirmed by an administrator who administered before it was asked, as who asked did, neither of them by a role that the other
 * gave or confirmed within the seven days before: otherwise who asks could make the second administrator.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create function app.was_in_team_on_hold(hold uuid) returns boolean
    language sql stable set search_path = pg_catalog, public as $$
      select exists (select from legal_hold h
        join membership m on m.org_id = h.org_id and m.team_id = h.team_id
          and m.starts_on <= h.until_on and coalesce(m.ends_on, 'infinity') > h.from_on
        where h.org_id = app.org() and h.hold_id = hold and m.person_id = app.actor())
    $$`.execute(db)
  await sql`create function app.administered_before(person uuid, other uuid, asked timestamptz) returns boolean
    language sql stable set search_path = pg_catalog, public as $$
      select exists (select from app.memberships_at(asked) h
        join membership m on m.org_id = h.org_id and m.membership_id = h.membership_id
        where h.org_id = app.org() and h.person_id = person and h.role = 'admin' and m.confirmed_at < asked
          and ((other is distinct from m.given_by and other is distinct from m.confirmed_by)
            or (m.confirmed_at <= asked - interval '7 days' and m.membership_id in (
              select w.membership_id from app.memberships_at(asked - interval '7 days') w where w.org_id = app.org()))))
    $$`.execute(db)
  for (const name of functions) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }
  await setGuard(db, {
    asking: sql`or app.was_in_team_on_hold(new.hold_id)`,
    confirming: sql`or app.was_in_team_on_hold(old.hold_id)
            or not app.administered_before(app.actor(), old.asked_by, old.asked_at)
            or not app.administered_before(old.asked_by, app.actor(), old.asked_at)`,
    ending: sql`if app.actor() <> old.asked_by and app.was_in_team_on_hold(old.hold_id) then
          raise insufficient_privilege using message = 'the request is another’s to decline (row-level security)';
        end if;`,
  })
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await setGuard(db, { asking: sql``, confirming: sql``, ending: sql`` })
  for (const name of functions) await sql`drop function app.${sql.raw(name)}`.execute(db)
}

const functions = ['was_in_team_on_hold(uuid)', 'administered_before(uuid, uuid, timestamptz)']

type Piece = RawBuilder<unknown>

/** Sets what a request is refused for, beside what was said with its table. */
async function setGuard(
  db: Kysely<unknown>,
  { asking, confirming, ending }: { asking: Piece; confirming: Piece; ending: Piece },
): Promise<void> {
  await sql`create or replace function app.guard_retention_request() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if app.actor() is null then return new; end if;
      if tg_op = 'INSERT' then
        new.asked_by := app.actor();
        new.asked_at := now();
        new.counts := null;
        new.counted_at := null;
        new.confirmed_by := null;
        new.confirmed_at := null;
        new.ended_by := null;
        new.ended_at := null;
        new.done_at := null;
        new.waiting_at := null;
        if new.what = 'hold_end' then
          select h.person_id into new.person_id from legal_hold h
          where h.org_id = new.org_id and h.hold_id = new.hold_id and h.ended_at is null;
          if not found then
            raise insufficient_privilege using message = 'there is no such hold (row-level security)';
          end if;
        end if;
        if new.person_id = app.actor() or (new.what = 'erasure' and new.person_id is null) ${asking} then
          raise insufficient_privilege using message = 'the request is not the actor’s to make (row-level security)';
        end if;
        return new;
      end if;
      if old.ended_at is not null or old.confirmed_at is not null or old.person_id = app.actor()
          or old.asked_at <= now() - interval '7 days' then
        raise insufficient_privilege using message = 'the request is not the actor’s to change (row-level security)';
      end if;
      if new.confirmed_at is not null then
        if app.actor() = old.asked_by or old.counts is null ${confirming} then
          raise insufficient_privilege using message = 'the request is another’s to confirm (row-level security)';
        end if;
        new.confirmed_by := app.actor();
        new.confirmed_at := now();
        new.ended_by := null;
        new.ended_at := null;
      else
        ${ending}
        new.confirmed_by := null;
        new.ended_by := app.actor();
        new.ended_at := now();
      end if;
      return new;
    end $$`.execute(db)
}
