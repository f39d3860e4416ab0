import { type Insertable, sql, type Updateable } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { WriteDb } from '#server/db/actor-db.ts'
import type { LinkInput } from '#shared/escalations/contracts.ts'
import type { EventKind } from '#shared/escalations/rules.ts'
import { keepLateHolder } from './clock-queries.ts'
import type { EscalationTable } from './table.ts'

/** False where the id is taken. */
export async function insertEscalation(
  db: WriteDb,
  row: Omit<Insertable<EscalationTable>, 'org_id' | 'raiser_id'>,
): Promise<boolean> {
  const put = await db.query
    .insertInto('escalation')
    .values({ ...row, org_id: db.org, raiser_id: db.person })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return put.numInsertedOrUpdatedRows === 1n
}

export type EscalationChanges = Updateable<EscalationTable>

/** Changes the current row; its version rises by one. Who had it when a clock ran out stays known. */
export async function updateEscalation(
  db: WriteDb,
  id: string,
  changes: EscalationChanges,
): Promise<{ version: number; at: string }> {
  if (changes.holder_id) await keepLateHolder({ query: db.query, org: db.org, id })
  const row = await db.query
    .updateTable('escalation')
    .set({ ...changes, version: sql<number>`version + 1`, changed_at: sql<string>`clock_timestamp()` })
    .where('org_id', '=', db.org)
    .where('escalation_id', '=', id)
    .returning(['version', 'changed_at'])
    .executeTakeFirstOrThrow()
  return { version: row.version, at: row.changed_at }
}

export interface NewEvent {
  kind: EventKind
  words?: string | null
  code?: string | null
  otherId?: string | null
  /** Its own where it is made on the phone. */
  eventId?: string
}

/** False where its id is taken. */
export async function insertEvent(
  db: WriteDb,
  on: { escalation_id: string; child_safety: boolean },
  event: NewEvent,
): Promise<boolean> {
  const put = await db.query
    .insertInto('escalation_event')
    .values({
      org_id: db.org,
      event_id: event.eventId ?? uuidv7(),
      escalation_id: on.escalation_id,
      kind: event.kind,
      actor_id: db.person,
      other_id: event.otherId ?? null,
      words: event.words ?? null,
      code: event.code ?? null,
      child_safety: on.child_safety,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return put.numInsertedOrUpdatedRows === 1n
}

/** Returns the instant of the last reminder about it; undefined where there was none. */
export async function lastReminderAt(db: WriteDb, id: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('escalation_event')
    .select('at')
    .where('org_id', '=', db.org)
    .where('escalation_id', '=', id)
    .where('kind', '=', 'reminded')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

/** From now on this person has something to do with it; `watching` as given, or as it was. */
export async function putParty(
  db: WriteDb,
  id: string,
  party: { personId: string; watching?: boolean },
): Promise<void> {
  await db.query
    .insertInto('escalation_party')
    .values({
      org_id: db.org,
      escalation_id: id,
      person_id: party.personId,
      watching: party.watching ?? false,
    })
    .onConflict((conflict) =>
      party.watching === undefined
        ? conflict.doNothing()
        : conflict
            .columns(['org_id', 'escalation_id', 'person_id'])
            .doUpdateSet({ watching: party.watching }),
    )
    .execute()
}

/** What the target is called by whoever may not open it; undefined where the actor may not see it either. */
async function labelOf(db: WriteDb, link: LinkInput): Promise<string | undefined> {
  const parameters = { org: db.org }
  if (link.kind === 'case') {
    const { rows } = await sql<{ label: string }>`select case_ref as label from audit
      where org_id = ${parameters.org} and audit_id = ${link.auditId}`.execute(db.query)
    return rows[0]?.label
  }
  if (link.kind === 'note') {
    // The day alone: what a note says, and whom it is about, stays with its readers.
    const { rows } = await sql<{
      label: string
    }>`select (n.created_at at time zone coalesce(t.zone, o.zone))::date::text as label
      from note n join org o on o.org_id = n.org_id
      left join team t on t.org_id = n.org_id and t.team_id = n.team_id
      where n.org_id = ${parameters.org} and n.note_id = ${link.noteId}`.execute(db.query)
    return rows[0]?.label
  }
  if (link.kind === 'review') {
    // The number of the case alone: neither the score nor whose work it was goes along.
    const { rows } = await sql<{ label: string }>`select case_ref as label from review
      where org_id = ${parameters.org} and review_id = ${link.reviewId}`.execute(db.query)
    return rows[0]?.label
  }
  if (link.kind === 'dispute') {
    const { rows } = await sql<{ label: string }>`select r.case_ref as label from review_dispute d
      join review r on r.org_id = d.org_id and r.review_id = d.review_id
      where d.org_id = ${parameters.org} and d.dispute_id = ${link.disputeId}`.execute(db.query)
    return rows[0]?.label
  }
  if (link.kind === 'split') {
    const { rows } = await sql<{ label: string }>`select reference as label from calibration_case
      where org_id = ${parameters.org} and round_id = ${link.roundId} and case_id = ${link.caseId}`.execute(
      db.query,
    )
    return rows[0]?.label
  }
  if (link.kind === 'question') {
    // The policy alone: who asked, and what, stays with those who read the question.
    const { rows } = await sql<{ label: string }>`select policy as label from policy_question
      where org_id = ${parameters.org} and question_id = ${link.questionId}`.execute(db.query)
    return rows[0]?.label
  }
  const { rows } = await sql<{
    label: string
  }>`select upper(right(escalation_id::text, 6)) as label from escalation
    where org_id = ${parameters.org} and escalation_id = ${link.otherId}`.execute(db.query)
  return rows[0]?.label
}

/** False where the target is not the actor's to see, or the link's id is taken. */
export async function insertLink(db: WriteDb, id: string, link: LinkInput): Promise<boolean> {
  const label = await labelOf(db, link)
  if (!label) return false
  const put = await db.query
    .insertInto('escalation_link')
    .values({
      org_id: db.org,
      link_id: link.linkId,
      escalation_id: id,
      kind: link.kind,
      audit_id: link.kind === 'case' ? link.auditId : null,
      note_id: link.kind === 'note' ? link.noteId : null,
      other_id: link.kind === 'escalation' ? link.otherId : null,
      review_id: link.kind === 'review' ? link.reviewId : null,
      dispute_id: link.kind === 'dispute' ? link.disputeId : null,
      round_id: link.kind === 'split' ? link.roundId : null,
      round_case_id: link.kind === 'split' ? link.caseId : null,
      question_id: link.kind === 'question' ? link.questionId : null,
      label: label.slice(0, 200),
      child_safety: false,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return put.numInsertedOrUpdatedRows === 1n
}

export async function hasLinks(db: WriteDb, id: string): Promise<boolean> {
  const row = await db.query
    .selectFrom('escalation_link')
    .select('link_id')
    .where('org_id', '=', db.org)
    .where('escalation_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
