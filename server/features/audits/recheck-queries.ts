import { type InferResult, type Kysely, sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Schema } from '#server/db/schema.ts'
import type { JudgementDecider } from '#shared/audits/decider-rules.ts'
import type { FinalVerdict, RecheckAnswer } from '#shared/audits/recheck-rules.ts'

const rechecks = (query: Kysely<Schema>, org: string) =>
  query
    .selectFrom('another_look as l')
    .innerJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'l.org_id').onRef('p.person_id', '=', 'l.analyst_id'),
    )
    .leftJoin('person as by', (join) =>
      join.onRef('by.org_id', '=', 'l.org_id').onRef('by.person_id', '=', 'l.answered_by'),
    )
    .select([
      'l.look_id',
      'l.audit_id',
      'l.team_id',
      'l.analyst_id',
      'p.name as analyst_name',
      'l.reason',
      'l.asked_at',
      'l.due_at',
      sql<string[]>`app.case_reviewers(l.audit_id)`.as('judges'),
      sql<JudgementDecider>`app.judgement_decider(l.team_id, l.analyst_id, app.case_reviewers(l.audit_id))`.as(
        'decider',
      ),
      'l.status',
      'l.final_decision',
      'l.final_outcome',
      'l.answer',
      'l.answered_by',
      'by.name as answered_by_name',
      'l.answered_at',
      'l.version',
    ])
    .where('l.org_id', '=', org)

export type RecheckRow = InferResult<ReturnType<typeof rechecks>>[number]

const openStatement = prepare<{ org: string }, RecheckRow>('audits_open_looks', (db, p) =>
  rechecks(db, p.org)
    .where('l.status', '=', 'open')
    .where(sql<boolean>`l.look_id = any ((select app.decidable('look'))::uuid[])`)
    .orderBy('l.asked_at'),
)

/** Returns the open requests that the reader may answer, oldest first. */
export const openRechecks = (db: ActorDb) => db.run(openStatement, { org: db.org })

const answeredStatement = prepare<{ org: string; person: string }, RecheckRow>(
  'audits_answered_looks',
  (db, p) =>
    rechecks(db, p.org)
      .where('l.analyst_id', '=', p.person)
      .where('l.status', '!=', 'open')
      .where('l.answered_at', '>', sql<string>`now() - interval '30 days'`)
      .orderBy('l.answered_at'),
)

/** To the reader's own requests, of the last thirty days, oldest first. */
export const answeredRechecks = (db: ActorDb) => db.run(answeredStatement, { org: db.org, person: db.person })

const ofCasesStatement = prepare<{ org: string; cases: readonly string[] }, RecheckRow>(
  'audits_looks_of_cases',
  (db, p) =>
    rechecks(db, p.org)
      .where(sql<boolean>`l.audit_id = any (${p.cases}::uuid[])`)
      .orderBy('l.asked_at', 'desc'),
)

/** Newest first. */
export async function rechecksOfCases(db: ActorDb, cases: readonly string[]): Promise<RecheckRow[]> {
  return cases.length > 0 ? await db.run(ofCasesStatement, { org: db.org, cases }) : []
}

const byIdStatement = prepare<{ org: string; recheck: string }, RecheckRow>('audits_look', (db, p) =>
  rechecks(db, p.org).where('l.look_id', '=', p.recheck),
)

export async function recheckById(db: ActorDb, recheck: string): Promise<RecheckRow | undefined> {
  return (await db.run(byIdStatement, { org: db.org, recheck }))[0]
}

/** Undefined where that case has an open one already, or the id is taken. */
export async function insertRecheck(
  db: WriteDb,
  recheck: { lookId: string; auditId: string; teamId: string; reason: string; dueAt: string },
) {
  return await db.query
    .insertInto('another_look')
    .values({
      org_id: db.org,
      look_id: recheck.lookId,
      audit_id: recheck.auditId,
      analyst_id: db.person,
      team_id: recheck.teamId,
      reason: recheck.reason,
      due_at: recheck.dueAt,
      answer: null,
      answered_by: null,
      answered_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['version', 'asked_at'])
    .executeTakeFirst()
}

/** Undefined where somebody was quicker. */
export async function closeRecheck(
  db: WriteDb,
  answer: {
    lookId: string
    version: number
    status: RecheckAnswer
    final: FinalVerdict | null
    text: string
  },
) {
  return await db.query
    .updateTable('another_look')
    .set({
      status: answer.status,
      final_decision: answer.final?.decision ?? null,
      final_outcome: answer.final?.outcome ?? null,
      answer: answer.text,
      answered_by: db.person,
      answered_at: sql<string>`clock_timestamp()`,
      version: sql`version + 1`,
    })
    .where('org_id', '=', db.org)
    .where('look_id', '=', answer.lookId)
    .where('status', '=', 'open')
    .where('version', '=', answer.version)
    .returning(['version', 'answered_at'])
    .executeTakeFirst()
}

/** Returns who may answer a request of the actor's. */
export async function answerersOf(db: WriteDb, recheck: string): Promise<string[]> {
  const { rows } = await sql<{
    person: string
  }>`select app.recheck_deciders(${recheck}::uuid) as person`.execute(db.query)
  return rows.map(({ person }) => person)
}
