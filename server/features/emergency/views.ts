import { type AnswersOf, answer, answerLogged } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { casesInEmergency } from '#server/features/audits/facade.ts'
import { notesInEmergency } from '#server/features/coaching/facade.ts'
import { goalsInEmergency } from '#server/features/goals/facade.ts'
import { reviewsInEmergency } from '#server/features/reviews/facade.ts'
import { scorecardInEmergency } from '#server/features/scorecards/facade.ts'
import type { CasesView } from '#shared/audits/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { emergencyQueries } from '#shared/emergency/queries.ts'
import type { EmergencyList, EmergencyScorecard, EmergencyTimeline } from '#shared/emergency/views.ts'
import type { RecordView } from '#shared/people/views.ts'
import { can } from '#shared/policy.ts'
import { accessById, accessRows, readInEmergency } from './queries.ts'
import { factsOf, viewOf } from './rules.ts'

async function readList({ db, actor, now }: Scope): Promise<EmergencyList> {
  const rows = await db.last(() => accessRows(db))
  const visible = rows.filter((row) => can(actor, 'emergency.see', factsOf(row, now())))
  return { items: visible.map((row) => viewOf(actor, row, now())) }
}

/**
 * Opens the record of the access for the rest of the transaction. Returns whose it is.
 * @throws NOT_FOUND where the access is not the actor's, or is not open any more.
 */
async function open(
  { db, actor, now }: Scope<WriteDb>,
  { accessId, kind }: { accessId: string; kind: RecordView['kind'] },
): Promise<string> {
  const row = await accessById(db, accessId)
  if (!row || !can(actor, 'emergency.read', factsOf(row, now()))) throw new AppError('NOT_FOUND')
  const subject = await readInEmergency(db, { access: accessId, kind })
  if (subject !== row.subject_id) throw new AppError('NOT_FOUND')
  return subject
}

async function readScorecard(
  scope: Scope<WriteDb>,
  { accessId }: { accessId: string },
): Promise<EmergencyScorecard> {
  const subject = await open(scope, { accessId, kind: 'scorecard' })
  return { scorecard: await scorecardInEmergency(scope.db, subject) }
}

async function readCases(
  scope: Scope<WriteDb>,
  { accessId, cursor }: { accessId: string; cursor?: string | null | undefined },
): Promise<CasesView> {
  const subject = await open(scope, { accessId, kind: 'cases' })
  return await casesInEmergency(scope.db, { personId: subject, cursor: cursor ?? undefined })
}

async function readTimeline(
  scope: Scope<WriteDb>,
  { accessId, cursor }: { accessId: string; cursor?: string | null | undefined },
): Promise<EmergencyTimeline> {
  const subject = await open(scope, { accessId, kind: 'person' })
  const goals = cursor ? null : await goalsInEmergency(scope.db, subject)
  const reviews = cursor ? null : await reviewsInEmergency(scope.db, subject)
  return { goals, reviews, notes: await notesInEmergency(scope.db, subject, cursor ?? null) }
}

export const answers: AnswersOf<'emergency'> = {
  list: answer(emergencyQueries.list, readList),
  scorecard: answerLogged(emergencyQueries.scorecard, readScorecard),
  cases: answerLogged(emergencyQueries.cases, readCases),
  timeline: answerLogged(emergencyQueries.timeline, readTimeline),
}
