import { type Selectable, sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import { undoSeconds } from '#shared/escalations/approval-rules.ts'
import type { RequestApprovalInput } from '#shared/escalations/contracts.ts'
import { decisionColumns, requestColumns } from './column-queries.ts'
import type { EscalationDecisionTable, EscalationRequestTable } from './table.ts'

export type RequestRow = Selectable<EscalationRequestTable> & { author_name: string | null }
export type DecisionRow = Selectable<EscalationDecisionTable> & {
  decider_name: string | null
  for_name: string | null
}

/** Voids the escalation's open approval request. Returns who asked; undefined where none was open. */
export async function voidRequests(db: WriteDb, id: string): Promise<string | undefined> {
  const voided = await db.query
    .updateTable('escalation_request')
    .set({ state: 'voided' })
    .where('org_id', '=', db.org)
    .where('escalation_id', '=', id)
    .where('state', '=', 'open')
    .returning('author_id')
    .executeTakeFirst()
  return voided?.author_id
}

/** False where its id is taken. */
export async function insertRequest(
  db: WriteDb,
  on: { escalation_id: string; child_safety: boolean; content_version: number },
  input: RequestApprovalInput,
): Promise<boolean> {
  const put = await db.query
    .insertInto('escalation_request')
    .values({
      org_id: db.org,
      request_id: input.requestId,
      escalation_id: on.escalation_id,
      author_id: db.person,
      question: input.question,
      recommendation: input.recommendation,
      if_approved: input.ifApproved,
      if_rejected: input.ifRejected,
      content_version: on.content_version,
      child_safety: on.child_safety,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'request_id']).doNothing())
    .executeTakeFirst()
  return put.numInsertedOrUpdatedRows === 1n
}

const newestStatement = prepare<{ org: string; id: string }, RequestRow>(
  'escalations_newest_request',
  (db, p) =>
    db
      .selectFrom('escalation_request as r')
      .leftJoin('person as x', (join) =>
        join.onRef('x.org_id', '=', 'r.org_id').onRef('x.person_id', '=', 'r.author_id'),
      )
      .select(requestColumns.map((column) => `r.${column}` as const))
      .select('x.name as author_name')
      .where('r.org_id', '=', p.org)
      .where('r.escalation_id', '=', p.id)
      .orderBy('r.at', 'desc')
      .limit(sql.lit(1)),
)

/** The newest of the escalation. */
export async function newestRequest(db: ActorDb, id: string): Promise<RequestRow | undefined> {
  const [row] = await db.run(newestStatement, { org: db.org, id })
  return row
}

const decisionsStatement = prepare<{ org: string; request: string }, DecisionRow>(
  'escalations_decisions',
  (db, p) =>
    db
      .selectFrom('escalation_decision as d')
      .leftJoin('person as x', (join) =>
        join.onRef('x.org_id', '=', 'd.org_id').onRef('x.person_id', '=', 'd.decider_id'),
      )
      .leftJoin('person as f', (join) =>
        join.onRef('f.org_id', '=', 'd.org_id').onRef('f.person_id', '=', 'd.for_id'),
      )
      .select(decisionColumns.map((column) => `d.${column}` as const))
      .select(['x.name as decider_name', 'f.name as for_name'])
      .where('d.org_id', '=', p.org)
      .where('d.request_id', '=', p.request)
      .where('d.undone_at', 'is', null)
      .orderBy('d.place'),
)

/** Those that stand, in the order of their places. */
export const decisionsOn = (db: ActorDb, requestId: string): Promise<DecisionRow[]> =>
  db.run(decisionsStatement, { org: db.org, request: requestId })

/** Its effect waits for the time in which it can be taken back. Nothing where the place is taken already. */
export async function insertDecision(
  db: WriteDb,
  row: Pick<
    Selectable<EscalationDecisionTable>,
    | 'decision_id'
    | 'escalation_id'
    | 'request_id'
    | 'place'
    | 'for_id'
    | 'role'
    | 'verdict'
    | 'reason'
    | 'content_version'
    | 'child_safety'
  >,
): Promise<{ at: string } | undefined> {
  return await db.query
    .insertInto('escalation_decision')
    .values({
      ...row,
      org_id: db.org,
      decider_id: db.person,
      takes_effect_at: sql<string>`clock_timestamp() + make_interval(secs => ${undoSeconds})`,
      undone_at: null,
      effected_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('at')
    .executeTakeFirst()
}

/** Undefined where it took effect, was taken back already, or is not the actor's. */
export async function undoDecision(db: WriteDb, id: string, decisionId: string): Promise<string | undefined> {
  const row = await db.query
    .updateTable('escalation_decision')
    .set({ undone_at: sql<string>`clock_timestamp()` })
    .where('org_id', '=', db.org)
    .where('escalation_id', '=', id)
    .where('decision_id', '=', decisionId)
    .where('decider_id', '=', db.person)
    .where('undone_at', 'is', null)
    .where('effected_at', 'is', null)
    .where('takes_effect_at', '>', sql<string>`clock_timestamp()`)
    .returning('undone_at')
    .executeTakeFirst()
  return row?.undone_at ?? undefined
}

/** How the actor's own decision stands; undefined where there is none. */
export async function ownDecision(db: ActorDb, id: string, decisionId: string) {
  return await db.query
    .selectFrom('escalation_decision')
    .select(['undone_at', 'effected_at'])
    .where('org_id', '=', db.org)
    .where('escalation_id', '=', id)
    .where('decision_id', '=', decisionId)
    .where('decider_id', '=', db.person)
    .executeTakeFirst()
}
