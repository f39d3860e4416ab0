import { type Kysely, sql } from 'kysely'

/**
 * What stays of a session that was ended before its time: the hashes of its tokens, so that its phone is answered that it
 * was ended and not that it expired, and lets go of what it keeps. Whatever deletes a session leaves them behind: a trigger
 * cannot be forgotten. Also the hours that a phone may show its copies without an answer from the server.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table ended_token (
    token_hash bytea primary key,
    org_id uuid not null references org,
    person_id uuid not null,
    session_id uuid not null,
    ended_at timestamptz not null default now(),
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index ended_token_person on ended_token (org_id, person_id)`.execute(db)
  await sql`create index ended_token_time on ended_token (org_id, ended_at)`.execute(db)
  await sql`alter table ended_token enable row level security`.execute(db)
  await sql`alter table ended_token force row level security`.execute(db)
  await sql`create policy owner on ended_token for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  await sql`create policy own on ended_token for select to dure_app
    using (org_id = (select app.org()) and person_id = (select app.actor()))`.execute(db)
  await sql`grant select (org_id, person_id, session_id, ended_at) on ended_token to dure_app`.execute(db)

  await sql`create function app.keep_ended() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
      insert into ended_token (token_hash, org_id, person_id, session_id)
        select hash, old.org_id, old.person_id, old.session_id
        from unnest(array[old.token_hash, old.next_token_hash]) as hash where hash is not null
        on conflict (token_hash) do nothing;
      return old;
    end $$`.execute(db)
  // A session that was over already had expired: its phone is asked to sign in again, as before.
  await sql`create trigger keep_ended after delete on session for each row
    when (old.ends_at > now() and old.idle_until > now()) execute function app.keep_ended()`.execute(db)
  // Only who holds a token finds its hash: 256 random bits are not guessed, and nothing else is answered.
  await sql`create function app.session_ended(hash bytea) returns boolean
    language sql stable security definer set search_path = pg_catalog, public as $$
      select exists (select from ended_token e where e.token_hash = hash)
    $$`.execute(db)
  await sql`revoke all on function app.keep_ended(), app.session_ended(bytea) from public`.execute(db)
  await sql`grant execute on function app.session_ended(bytea) to dure_app`.execute(db)

  await sql`alter table org add column offline_hours int not null default 72
    check (offline_hours between 1 and 720)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table org drop column offline_hours`.execute(db)
  await sql`drop trigger keep_ended on session`.execute(db)
  await sql`drop function app.keep_ended(), app.session_ended(bytea)`.execute(db)
  await sql`drop table ended_token`.execute(db)
}
