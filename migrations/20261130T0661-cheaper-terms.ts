import { type Kysely, sql } from 'kysely'

/**
 * The names of queues, languages and decisions that a statement brings are told apart column by column before they are put in
 * order: a statement of an import has thousands of rows and a handful of words.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create or replace function app.list_terms() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      insert into term_name (org_id, kind, code)
      select org_id, kind, code from (
        select distinct org_id, 'queue' as kind, queue as code from changed where queue is not null
        union select distinct org_id, 'language', language from changed where language is not null
        union select distinct org_id, 'decision', decision from changed
        union select distinct org_id, 'decision', verified_decision from changed where verified_decision is not null
        union select distinct org_id, 'decision', moderator_decision from changed where moderator_decision is not null
      ) t
      where length(t.code) between 1 and 200
      order by 1, 2, 3
      on conflict do nothing;
      return null;
    end $$`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace function app.list_terms() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      insert into term_name (org_id, kind, code)
      select distinct a.org_id, t.kind, t.code from changed a, lateral (values ('queue', a.queue),
        ('language', a.language), ('decision', a.decision), ('decision', a.verified_decision),
        ('decision', a.moderator_decision)) t (kind, code)
      where length(t.code) between 1 and 200
      order by 1, 2, 3
      on conflict do nothing;
      return null;
    end $$`.execute(db)
}
