import { type Kysely, sql } from 'kysely'

/**
 * A mark that asks about a version carries the policy question that it was asked by, which has the words, the clock and the
 * answer. Marks that were made with words before keep them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // The mark outlives a question whose time is over.
  await sql`alter table policy_mark add column question_id uuid, add column claimed_at timestamptz,
    add constraint policy_mark_question foreign key (org_id, question_id) references policy_question
      on delete set null (question_id),
    add constraint policy_mark_asked check (question_id is null or mark = 'question'),
    drop constraint policy_mark_check,
    add constraint policy_mark_text check (case mark when 'read' then text is null when 'gap' then text is not null
      else true end)`.execute(db)
  await sql`create index policy_mark_question on policy_mark (org_id, question_id)
    where question_id is not null`.execute(db)
  const own = sql`(question_id is null or exists (select from policy_question q
    join policy_version v on v.org_id = q.org_id and v.policy = q.policy
    where q.org_id = policy_mark.org_id and q.question_id = policy_mark.question_id
      and q.asker_id = policy_mark.person_id and v.version_id = policy_mark.version_id))`
  await sql`create policy asked on policy_mark as restrictive for insert to dure_app with check ${own}`.execute(
    db,
  )
  await sql`create policy asked_again on policy_mark as restrictive for update to dure_app with check ${own}`.execute(
    db,
  )
  await sql`grant insert (question_id, claimed_at), update (question_id, claimed_at) on policy_mark to dure_app`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`drop policy asked on policy_mark`.execute(db)
  await sql`drop policy asked_again on policy_mark`.execute(db)
  // A mark whose words are with its question has none of its own.
  await sql`delete from policy_mark where mark = 'question' and text is null`.execute(db)
  await sql`alter table policy_mark drop constraint policy_mark_text, drop column question_id, drop column claimed_at,
    add constraint policy_mark_check check ((mark = 'read') = (text is null))`.execute(db)
}
