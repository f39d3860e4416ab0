import { type Kysely, sql } from 'kysely'

/**
 * The app reads no row of the audit trail. A person's copy of their data has their own changes and refusals, and each copy
 * that was made of it: this function of the owner gives those, a page at a time, without details, and without the actions
 * that begin with what is left out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create index audit_log_actor on audit_log (org_id, actor_id, entry_id)`.execute(db)
  await sql`create index audit_log_copies on audit_log (org_id, entity_id, entry_id) where action = 'administration.copy'`.execute(
    db,
  )
  // Either arm reads its index in order and no further than a page.
  await sql`create function app.own_trail(after uuid, row_limit int, left_out text[])
    returns table (org_id uuid, entry_id uuid, at timestamptz, actor_id uuid, action text, entity_id uuid, team_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select t.org_id, t.entry_id, t.at, t.actor_id, t.action, t.entity_id, t.team_id from (
        (select l.* from audit_log l
          where l.org_id = (select app.org()) and l.actor_id = (select app.actor())
            and l.entry_id > coalesce(after, '00000000-0000-0000-0000-000000000000')
            and not exists (select from unnest(left_out) p (prefix) where starts_with(l.action, p.prefix))
          order by l.entry_id limit row_limit)
        union all
        (select l.* from audit_log l
          where l.org_id = (select app.org()) and l.entity_id = (select app.actor())
            and l.action = 'administration.copy' and l.actor_id is distinct from (select app.actor())
            and l.entry_id > coalesce(after, '00000000-0000-0000-0000-000000000000')
          order by l.entry_id limit row_limit)
      ) t order by t.entry_id limit row_limit
    $$`.execute(db)
  await sql`revoke all on function app.own_trail(uuid, int, text[]) from public`.execute(db)
  await sql`grant execute on function app.own_trail(uuid, int, text[]) to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.own_trail(uuid, int, text[])`.execute(db)
  await sql`drop index audit_log_actor, audit_log_copies`.execute(db)
}
