import { type Kysely, sql } from 'kysely'

/**
 * The rows that an import sends to be stored, as one value: of an array of these PostgreSQL makes rows in a third of the time
 * that it needs for JSON.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create type app.audit_row as (
    audit_id uuid, team_id uuid, analyst_id uuid, kind text, reference text, case_ref text, policy text, queue text,
    language text, moderator_decision text, decided_by text, decision text, verified_decision text, verified_by text,
    outcome text, targeted boolean, inclusion_probability real, acted boolean, moderator_acted boolean,
    decided_at timestamptz, content_hash text)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop type app.audit_row`.execute(db)
}
