import { type Kysely, sql } from 'kysely'

/**
 * An escalation may point to a dispute, to a case on which the raters of a calibration round split, and to a policy question.
 * Whoever links one reads it: the subselects run under the writer's own policies. A link goes with what it points at; a
 * move-in is not taken back while a link points at a dispute or a case of it, as with a review.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table escalation_link
    add column dispute_id uuid,
    add column round_id uuid,
    add column round_case_id uuid,
    add column question_id uuid,
    drop constraint escalation_link_kind_check,
    add constraint escalation_link_kind_check
      check (kind in ('case', 'note', 'escalation', 'review', 'dispute', 'split', 'question')),
    add constraint escalation_link_dispute_check check ((kind = 'dispute') = (dispute_id is not null)),
    add constraint escalation_link_split_check check ((kind = 'split') = (round_id is not null)
      and (kind = 'split') = (round_case_id is not null)),
    add constraint escalation_link_question_check check ((kind = 'question') = (question_id is not null)),
    add constraint escalation_link_dispute foreign key (org_id, dispute_id)
      references review_dispute on delete cascade,
    add constraint escalation_link_split foreign key (org_id, round_id, round_case_id)
      references calibration_case on delete cascade,
    add constraint escalation_link_question foreign key (org_id, question_id)
      references policy_question on delete cascade`.execute(db)
  for (const column of ['dispute_id', 'round_case_id', 'question_id'])
    await sql`create index ${sql.ref(`escalation_link_of_${column.replace('_id', '')}`)}
      on escalation_link (org_id, ${sql.ref(column)}) where ${sql.ref(column)} is not null`.execute(db)
  await sql`alter policy write on escalation_link with check (${onEscalation}
    and (dispute_id is null or exists (select from review_dispute d
      where d.org_id = escalation_link.org_id and d.dispute_id = escalation_link.dispute_id))
    and (round_case_id is null or exists (select from calibration_case c
      where c.org_id = escalation_link.org_id and c.case_id = escalation_link.round_case_id))
    and (question_id is null or exists (select from policy_question q
      where q.org_id = escalation_link.org_id and q.question_id = escalation_link.question_id)))`.execute(db)
  await replaceInRevert(db, { from: byReview, to: byAny })
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await replaceInRevert(db, { from: byAny, to: byReview })
  await sql`alter policy write on escalation_link with check (${onEscalation})`.execute(db)
  await sql`delete from escalation_link where kind in ('dispute', 'split', 'question')`.execute(db)
  await sql`alter table escalation_link
    drop column dispute_id,
    drop column round_id,
    drop column round_case_id,
    drop column question_id,
    drop constraint escalation_link_kind_check,
    add constraint escalation_link_kind_check check (kind in ('case', 'note', 'escalation', 'review'))`.execute(
    db,
  )
}

const onEscalation = sql`org_id = (select app.org()) and exists (select 1 from escalation e
  where e.org_id = escalation_link.org_id and e.escalation_id = escalation_link.escalation_id)`

/** Counts of app.revert_move_in: escalations by the reviews that were moved in, and by the disputes and rounds too. */
const byReview = `(select count(*) from escalation_link l join review r on r.org_id = l.org_id
          and r.review_id = l.review_id where r.org_id = org and r.move_in_id = id)`
const byAny = `(select count(*) from escalation_link l where l.org_id = org
          and (l.review_id in (select r.review_id from review r where r.org_id = org and r.move_in_id = id)
            or l.dispute_id in (select d.dispute_id from review_dispute d join review r on r.org_id = d.org_id
              and r.review_id = d.review_id where r.org_id = org and r.move_in_id = id)
            or l.round_id in (select c.round_id from calibration_round c where c.org_id = org and c.move_in_id = id)))`

/** Replaces one expression in the function that takes a move-in back; everything else of it stays as it is. */
async function replaceInRevert(
  db: Kysely<unknown>,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_functiondef('app.revert_move_in(uuid, uuid, uuid)'::regprocedure) as definition`.execute(db)
  const [before = ''] = rows.map(({ definition }) => definition)
  if (before.split(from).length !== 2) throw new Error('app.revert_move_in does not count as expected')
  await sql.raw(before.replace(from, () => to)).execute(db)
}
