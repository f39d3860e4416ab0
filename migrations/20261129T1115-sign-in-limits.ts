import { type Kysely, sql } from 'kysely'

/**
 * The browsers that a person has signed in from, each by the hash of a token of its own: what others guess elsewhere must
 * not keep a person out on their own phone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table known_device (
    org_id uuid not null references org,
    person_id uuid not null,
    token_hash bytea not null,
    used_at timestamptz not null default now(),
    primary key (org_id, person_id, token_hash),
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`alter table known_device enable row level security`.execute(db)
  await sql`alter table known_device force row level security`.execute(db)
  await sql`create policy owner on known_device for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  const own = sql`org_id = (select app.org()) and person_id = (select app.actor())`
  await sql`create policy own on known_device for all to dure_app using (${own}) with check (${own})`.execute(
    db,
  )
  await sql`grant select, insert, update (used_at) on known_device to dure_app`.execute(db)
  // Asked before it is known who signs in; only who holds the token of a browser is answered yes.
  await sql`create function app.device_known(name text, hash bytea) returns boolean
    language sql stable security definer set search_path = pg_catalog, public as $$
      select exists (select from sign_in s
        join known_device d on d.org_id = s.org_id and d.person_id = s.person_id
        where s.email = lower(name) and d.token_hash = hash)
    $$`.execute(db)
  await sql`revoke all on function app.device_known(text, bytea) from public`.execute(db)
  await sql`grant execute on function app.device_known(text, bytea) to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.device_known(text, bytea)`.execute(db)
  await sql`drop table known_device`.execute(db)
}
