import { type Kysely, sql } from 'kysely'

/** The figures of a period by policy count audits as the rollups do: the views read with the rights of whoever asks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`grant select on app.audit_judged, app.audit_counted to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`revoke select on app.audit_judged, app.audit_counted from dure_app`.execute(db)
}
