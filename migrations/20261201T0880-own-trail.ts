import { type Kysely, sql } from 'kysely'

/**
 * The app reads no row of the audit trail. A person's copy of their data has their own changes and refusals, and each copy
 * that was made of it: this function of the owner gives those, a page at a time, without details.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create function app.own_trail(after uuid, row_limit int)
    returns table (org_id uuid, entry_id uuid, at timestamptz, actor_id uuid, action text, entity_id uuid, team_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select l.org_id, l.entry_id, l.at, l.actor_id, l.action, l.entity_id, l.team_id from audit_log l
      where l.org_id = (select app.org()) and (select app.actor()) is not null
        and l.entry_id > coalesce(after, '00000000-0000-0000-0000-000000000000')
        and (l.actor_id = (select app.actor())
          or (l.action = 'administration.copy' and l.entity_id = (select app.actor())))
      order by l.entry_id limit row_limit
    $$`.execute(db)
  await sql`revoke all on function app.own_trail(uuid, int) from public`.execute(db)
  await sql`grant execute on function app.own_trail(uuid, int) to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.own_trail(uuid, int)`.execute(db)
}
