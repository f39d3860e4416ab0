import { type Kysely, sql } from 'kysely'

/** When a case came in for its decision, so that a scorecard can say how long decisions take. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table audit add column arrived_at timestamptz check (arrived_at <= decided_at)`.execute(db)
  await sql`alter type app.audit_row add attribute arrived_at timestamptz`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter type app.audit_row drop attribute arrived_at`.execute(db)
  await sql`alter table audit drop column arrived_at`.execute(db)
}
