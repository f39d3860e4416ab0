import { type Kysely, sql } from 'kysely'

/** The newest cases of a policy or a queue in a team, for the search by their names. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create index audit_of_policy on audit (org_id, team_id, policy, decided_at desc)`.execute(db)
  await sql`create index audit_of_queue on audit (org_id, team_id, queue, decided_at desc) where queue is not null`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index audit_of_policy, audit_of_queue`.execute(db)
}
