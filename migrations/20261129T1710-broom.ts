import { type Kysely, sql } from 'kysely'

/** Changes are deleted after a while: the feed marks up to where, so that who was away for longer reads all again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table feed_epoch add column swept_xid xid8 not null default '0'`.execute(db)
  await sql`create index change_at on change (at)`.execute(db)
  await sql`create index command_applied on command (applied_at)`.execute(db)
  await sql`create index audit_log_refused on audit_log (at) where action like '%.refused'`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index audit_log_refused, command_applied, change_at`.execute(db)
  await sql`alter table feed_epoch drop column swept_xid`.execute(db)
}
