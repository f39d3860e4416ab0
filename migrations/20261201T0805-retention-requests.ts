import { type Kysely, sql } from 'kysely'

/**
 * Requests of an administrator to erase a person, to end a legal hold or to change a period of retention, which another
 * administrator confirms within seven days. The app only asks and confirms: a job of the owner counts what would go, and does it.
 * Administrators place legal holds themselves: a hold destroys nothing and lets nobody read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table retention_request (
    org_id uuid not null references org,
    request_id uuid not null,
    what text not null check (what in ('erasure', 'hold_end', 'period')),
    person_id uuid,
    hold_id uuid,
    kind text check (length(kind) between 1 and 50),
    days int check (days between 1 and 7300),
    reason text not null check (length(reason) between 1 and 500),
    asked_by uuid not null,
    asked_at timestamptz not null default now(),
    counts jsonb,
    counted_at timestamptz,
    confirmed_by uuid,
    confirmed_at timestamptz,
    ended_by uuid,
    ended_at timestamptz,
    done_at timestamptz,
    waiting_at timestamptz,
    primary key (org_id, request_id),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, asked_by) references person,
    foreign key (org_id, confirmed_by) references person,
    foreign key (org_id, ended_by) references person,
    check ((what = 'hold_end') = (hold_id is not null)),
    check ((what = 'period') = (kind is not null) and (what = 'period') = (days is not null)),
    check (what <> 'period' or person_id is null),
    check (asked_by <> person_id),
    check (confirmed_by is null or (confirmed_at is not null and confirmed_by <> asked_by)),
    check (confirmed_by <> person_id),
    check (ended_by is null or ended_at is not null),
    check (done_at is null or confirmed_at is not null),
    check (waiting_at is null or (what = 'erasure' and confirmed_at is not null)),
    check ((counts is null) = (counted_at is null))
  )`.execute(db)
  // What the job looks for: a handful, whatever was asked before.
  await sql`create index retention_request_open on retention_request (org_id, asked_at)
    where done_at is null and ended_at is null`.execute(db)
  await sql`create index retention_request_asked on retention_request (org_id, asked_at desc)`.execute(db)
  await sql`alter table retention_request enable row level security`.execute(db)
  await sql`alter table retention_request force row level security`.execute(db)
  await sql`create policy owner on retention_request for all to dure_owner using (true) with check (true)`.execute(
    db,
  )

  // Policies cannot compare the old row with the new. Whoever acts for nobody is the owner.
  await sql`create function app.guard_retention_request() returns trigger
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
        if new.person_id = app.actor() or (new.what = 'erasure' and new.person_id is null) then
          raise insufficient_privilege using message = 'the request is not the actor’s to make (row-level security)';
        end if;
        return new;
      end if;
      if old.ended_at is not null or old.confirmed_at is not null or old.person_id = app.actor()
          or old.asked_at <= now() - interval '7 days' then
        raise insufficient_privilege using message = 'the request is not the actor’s to change (row-level security)';
      end if;
      if new.confirmed_at is not null then
        if app.actor() = old.asked_by or old.counts is null then
          raise insufficient_privilege using message = 'the request is another’s to confirm (row-level security)';
        end if;
        new.confirmed_by := app.actor();
        new.confirmed_at := now();
        new.ended_by := null;
        new.ended_at := null;
      else
        new.confirmed_by := null;
        new.ended_by := app.actor();
        new.ended_at := now();
      end if;
      return new;
    end $$`.execute(db)
  await sql`revoke all on function app.guard_retention_request() from public`.execute(db)
  await sql`create trigger guard before insert or update on retention_request
    for each row execute function app.guard_retention_request()`.execute(db)

  // Nobody hears of what is asked about themselves, an administrator neither.
  const another = sql`person_id is distinct from ${actor}`
  await sql`create policy read on retention_request for select to dure_app
    using (${inOrg} and ${isAdmin} and ${another})`.execute(db)
  await sql`create policy ask on retention_request for insert to dure_app
    with check (${inOrg} and ${isAdmin} and asked_by = ${actor} and ${another})`.execute(db)
  await sql`create policy change on retention_request for update to dure_app
    using (${inOrg} and ${isAdmin} and ${another} and ended_at is null and confirmed_at is null
      and asked_at > now() - interval '7 days')
    with check (${inOrg} and ${isAdmin} and ${another})`.execute(db)
  await sql`grant select on retention_request to dure_app`.execute(db)
  await sql`grant insert (org_id, request_id, what, person_id, hold_id, kind, days, reason, asked_by)
    on retention_request to dure_app`.execute(db)
  await sql`grant update (confirmed_at, confirmed_by, ended_at, ended_by) on retention_request to dure_app`.execute(
    db,
  )

  await sql`create policy place on legal_hold for insert to dure_app
    with check (${inOrg} and ${isAdmin} and placed_by = ${actor} and ended_at is null)`.execute(db)
  await sql`grant insert (${holdColumns}) on legal_hold to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`revoke insert (${holdColumns}) on legal_hold from dure_app`.execute(db)
  await sql`drop policy place on legal_hold`.execute(db)
  await sql`drop table retention_request`.execute(db)
  await sql`drop function app.guard_retention_request()`.execute(db)
}

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const isAdmin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`
const holdColumns = sql.raw(
  'org_id, hold_id, person_id, team_id, from_on, until_on, reason, review_on, untold_reason, placed_by',
)
