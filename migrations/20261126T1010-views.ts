import { type Kysely, sql } from 'kysely'

/**
 * Who viewed a record is told apart from whose phone holds it to be ready without a network. What was logged before
 * counts as opened, as does what does not say: nobody is told less than happened.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table record_view
    add column how text not null default 'opened' check (how in ('opened', 'fetched')),
    drop constraint record_view_pkey,
    add primary key (org_id, subject_id, day, viewer_id, kind, how)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from record_view f using record_view o where f.how = 'fetched' and o.how = 'opened'
    and o.org_id = f.org_id and o.subject_id = f.subject_id and o.day = f.day and o.viewer_id = f.viewer_id
    and o.kind = f.kind`.execute(db)
  await sql`alter table record_view drop constraint record_view_pkey`.execute(db)
  await sql`alter table record_view drop column how,
    add primary key (org_id, subject_id, day, viewer_id, kind)`.execute(db)
}
