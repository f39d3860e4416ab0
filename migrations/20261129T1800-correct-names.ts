import { type Kysely, sql } from 'kysely'

/**
 * An administrator corrects the name of a person of their organisation, and nothing else of the row. A function instead of
 * a grant: with the right to set the column everybody could rename themselves, because they may change their own settings.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create function app.correct_name(id uuid, to_name text) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
    begin
      update person p set name = to_name
        where p.org_id = app.org() and p.person_id = id and p.org_id = any (app.visible_teams('admin'));
      return found;
    end $$`.execute(db)
  await sql`revoke all on function app.correct_name(uuid, text) from public`.execute(db)
  await sql`grant execute on function app.correct_name(uuid, text) to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.correct_name(uuid, text)`.execute(db)
}
