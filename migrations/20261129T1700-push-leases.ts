import { type Kysely, sql } from 'kysely'

/** A push is sent under a lease and outside of any transaction: whoever holds the lease renews it while it sends. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table push_delivery add column lease_id uuid, add column leased_until timestamptz,
    add constraint push_delivery_lease check ((lease_id is null) = (leased_until is null))`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table push_delivery drop column lease_id, drop column leased_until`.execute(db)
}
