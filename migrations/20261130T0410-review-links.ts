import { type Kysely, sql } from 'kysely'

/** An escalation may point to a review, so that an error of the tool leads to whoever can mend it, and back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table escalation_link
    add column review_id uuid,
    drop constraint escalation_link_kind_check,
    add constraint escalation_link_kind_check check (kind in ('case', 'note', 'escalation', 'review')),
    add constraint escalation_link_review_check check ((kind = 'review') = (review_id is not null)),
    add constraint escalation_link_review foreign key (org_id, review_id) references review`.execute(db)
  await sql`create index escalation_link_of_review on escalation_link (org_id, review_id)
    where review_id is not null`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from escalation_link where kind = 'review'`.execute(db)
  await sql`alter table escalation_link
    drop column review_id,
    drop constraint escalation_link_kind_check,
    add constraint escalation_link_kind_check check (kind in ('case', 'note', 'escalation'))`.execute(db)
}
