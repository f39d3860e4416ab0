import { type Kysely, sql } from 'kysely'

/**
 * A person's calendar feed: read by whoever has its address, without a session. The address holds a secret of which the
 * database has the hash alone; it ends when the person takes it back or makes another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table calendar_feed (
    org_id uuid not null references org,
    feed_id uuid not null,
    person_id uuid not null,
    token_hash bytea not null check (length(token_hash) = 32),
    shows_names boolean not null,
    opened_at timestamptz not null default clock_timestamp(),
    closed_at timestamptz,
    primary key (org_id, feed_id),
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index calendar_feed_person on calendar_feed (org_id, person_id)`.execute(db)
  await sql`create index calendar_feed_token on calendar_feed (token_hash) where closed_at is null`.execute(
    db,
  )
  await sql`alter table calendar_feed enable row level security`.execute(db)
  await sql`alter table calendar_feed force row level security`.execute(db)
  await sql`create policy owner on calendar_feed for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  const own = sql`(org_id = (select app.org()) and person_id = (select app.actor()))`
  await sql`create policy read on calendar_feed for select to dure_app using ${own}`.execute(db)
  await sql`create policy write on calendar_feed for insert to dure_app with check ${own}`.execute(db)
  await sql`create policy change on calendar_feed for update to dure_app using ${own} with check ${own}`.execute(
    db,
  )
  await sql`grant select (org_id, feed_id, person_id, shows_names, opened_at, closed_at), insert, update (closed_at)
    on calendar_feed to dure_app`.execute(db)

  // Who asks is known by the address alone, so it is looked up before there is an actor.
  await sql`create function app.calendar_feed_lookup(hash bytea)
    returns table (org_id uuid, person_id uuid, shows_names boolean)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select f.org_id, f.person_id, f.shows_names from calendar_feed f
      where f.token_hash = hash and f.closed_at is null
    $$`.execute(db)
  await sql`revoke all on function app.calendar_feed_lookup(bytea) from public`.execute(db)
  await sql`grant execute on function app.calendar_feed_lookup(bytea) to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.calendar_feed_lookup(bytea)`.execute(db)
  await sql`drop table calendar_feed`.execute(db)
}
