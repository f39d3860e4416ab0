import { type Kysely, sql } from 'kysely'

/**
 * The due date that an action's owner, or a note's author for its follow-up, was reminded of. A date is reminded of once: an
 * earlier or the same one never again, whichever process looks.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table action_state add column reminded_for date`.execute(db)
  await sql`alter table note add column reminded_for date`.execute(db)
  await sql`create index action_item_due on action_item (due_on) where removed_at is null and due_on is not null`.execute(
    db,
  )
  await sql`create index note_follow_up_due on note (follow_up_on)
    where follow_up_on is not null and followed_up_at is null`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`drop index action_item_due, note_follow_up_due`.execute(db)
  await sql`alter table note drop column reminded_for`.execute(db)
  await sql`alter table action_state drop column reminded_for`.execute(db)
}
