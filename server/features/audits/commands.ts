import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { deferredUntil } from '#server/features/check-ins/facade.ts'
import { workingDaysAfter } from '#server/features/escalations/facade.ts'
import { notify } from '#server/features/inbox/facade.ts'
import type { AnswerAnotherLookInput, AskAnotherLookInput } from '#shared/audits/contracts.ts'
import { audits } from '#shared/audits/contracts.ts'
import { type FinalVerdict, finalVerdict } from '#shared/audits/recheck-rules.ts'
import { isCorrectiveAnswer } from '#shared/coaching/corrective-rules.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { decideWithinDays } from '#shared/reviews/dispute-rules.ts'
import { setName } from './name-commands.ts'
import { setPutRight } from './put-right-commands.ts'
import * as queries from './queries.ts'
import * as rechecks from './recheck-queries.ts'
import { undoImport } from './undo-commands.ts'
import { answerFacts } from './views.ts'

/** Command audits.askAnotherLook. CONFLICT with reason look_open where one is open for that case. */
export async function askAnotherLook(
  { db, actor, now }: CommandScope,
  { lookId, auditId, reason }: AskAnotherLookInput,
): Promise<CommandResult> {
  const audit = await queries.caseById(db, auditId)
  if (!audit || !can(actor, 'case.read', { analystId: audit.analyst_id, teamId: audit.team_id }))
    throw new AppError('NOT_FOUND')
  if (!can(actor, 'recheck.ask', { analystId: audit.analyst_id })) throw new AppError('FORBIDDEN')
  const dueAt = await workingDaysAfter(db, {
    person: audit.analyst_id,
    since: now(),
    days: decideWithinDays,
  })
  const asked = await rechecks.insertRecheck(db, { lookId, auditId, teamId: audit.team_id, reason, dueAt })
  if (!asked) throw new AppError('CONFLICT', { reason: 'look_open' })
  const answerers = await rechecks.answerersOf(db, lookId)
  await announceRecheck(db, audit)
  await notify(db, { to: answerers, kind: 'recheck_asked', entityId: auditId })
  return { entityId: lookId, version: asked.version, at: asked.asked_at }
}

/**
 * Command audits.answerAnotherLook. 'changed' makes the analyst's decision the verified one and 'partly' a third verdict, and
 * every figure that counted the case follows in the same transaction. CONFLICT where it was answered already, or is not as the
 * decider saw it; INVALID with field final where the third verdict cannot be.
 */
export async function answerAnotherLook(
  { db, actor, now, meta }: CommandScope,
  input: AnswerAnotherLookInput,
): Promise<CommandResult> {
  const { lookId, status, answer } = input
  const recheck = await rechecks.recheckById(db, lookId)
  if (!recheck) throw new AppError('NOT_FOUND')
  if (!can(actor, 'recheck.answer', answerFacts(recheck))) throw new AppError('FORBIDDEN')
  if (recheck.status !== 'open') throw new AppError('CONFLICT', { reason: 'look_answered' })
  if (meta.base !== null && meta.base !== recheck.version) throw new AppError('CONFLICT')
  // Before it is closed: with that ends what lets a manager change the case.
  const final = await verifyAnswered(db, recheck.audit_id, input)
  const { version } = recheck
  const answered = await rechecks.closeRecheck(db, { lookId, version, status, final, text: answer })
  if (!answered) throw new AppError('CONFLICT', { reason: 'look_answered' })
  await announceRecheck(db, recheck)
  await notify(db, {
    to: recheck.analyst_id,
    kind: 'look_answered',
    entityId: recheck.audit_id,
    ...(isCorrectiveAnswer({ status, final }) ? await deferredUntil({ db, now }, recheck.analyst_id) : {}),
  })
  return {
    entityId: lookId,
    version: answered.version,
    at: answered.answered_at ?? new Date(now()).toISOString(),
  }
}

/** Carries an answer into the verification of its case. Returns the third verdict, null where the answer states none. */
async function verifyAnswered(
  db: WriteDb,
  auditId: string,
  answer: AnswerAnotherLookInput,
): Promise<FinalVerdict | null> {
  const audit = await queries.caseById(db, auditId)
  if (!audit) throw new AppError('NOT_FOUND')
  const judged = { ...audit, verifiedDecision: audit.verified_decision }
  const final = finalVerdict(judged, answer)
  if (final === undefined) throw new AppError('INVALID', { field: 'final' })
  if (final && !(await queries.settleDecision(db, auditId, final))) throw new AppError('NOT_FOUND')
  if (answer.status === 'changed' && !(await queries.confirmDecision(db, auditId)))
    throw new AppError('NOT_FOUND')
  return final
}

async function announceRecheck(db: WriteDb, about: { analyst_id: string; team_id: string }): Promise<void> {
  const subjectId = about.analyst_id
  await announce(db, {
    feature: 'audits',
    subjectId,
    audience: { people: [subjectId], teams: [about.team_id] },
  })
}

export const effects: EffectsOf<'audits'> = {
  askAnotherLook: effect(audits.askAnotherLook, askAnotherLook),
  answerAnotherLook: effect(audits.answerAnotherLook, answerAnotherLook),
  setPutRight: effect(audits.setPutRight, setPutRight),
  undoImport: effect(audits.undoImport, undoImport),
  setName: effect(audits.setName, setName),
}
