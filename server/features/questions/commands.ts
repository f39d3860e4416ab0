import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { calendarOf } from '#server/features/escalations/facade.ts'
import { notify } from '#server/features/inbox/facade.ts'
import {
  isPolicyKnown,
  markAsked,
  policyOfVersion,
  policyVersionAt,
} from '#server/features/policies/facade.ts'
import { addBusinessTime } from '#shared/core/business-time.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can, type QuestionFacts } from '#shared/policy.ts'
import {
  type AnswerQuestionInput,
  type AskAgainInput,
  type AskQuestionInput,
  type KeepPrecedentInput,
  questions,
  type SettleQuestionInput,
} from '#shared/questions/contracts.ts'
import { answerHours } from '#shared/questions/rules.ts'
import { factsOf } from './rules.ts'
import {
  hasClause,
  insertEntry,
  insertPrecedent,
  insertQuestion,
  leadIds,
  moveQuestion,
  type QuestionFactsRow,
  questionFacts,
  teamFacts,
} from './save-queries.ts'

/** Returns when an answer is due, by the working calendar of a zone. */
async function dueAt(db: WriteDb, zone: string, { now, onHold }: { now: number; onHold: boolean }) {
  const year = new Date(now).getUTCFullYear()
  const calendar = await calendarOf(db, zone, [year, year + 1])
  const hours = onHold ? answerHours.onHold : answerHours.other
  return new Date(addBusinessTime(calendar, now, hours * 3_600_000)).toISOString()
}

/** Returns the id of the version in force today where the team is; null before the first. */
async function versionToday(db: WriteDb, policy: string, { zone, now }: { zone: string; now: number }) {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()
  return (await policyVersionAt(db, policy, today))?.versionId ?? null
}

/**
 * Command questions.ask, by an analyst of the team; a version that it is about is marked as asked about. INVALID for a policy
 * that is not known, another policy's clause or version, a colleague who is not in the team any more, and 'no_lead' where nobody
 * else leads the team today.
 */
async function ask({ db, actor, meta, now }: CommandScope, input: AskQuestionInput): Promise<CommandResult> {
  const { questionId, teamId, addresseeId, policy, clauseId, onHold, versionId } = input
  const team = await teamFacts(db, teamId, addresseeId)
  const facts = { askerId: actor.person, teamId, addresseeId: null, inTeam: true }
  if (!team || !can(actor, 'question.ask', facts)) throw new AppError('NOT_FOUND')
  if (!can(actor, 'question.ask', { ...facts, addresseeId, inTeam: team.in_team }))
    throw new AppError('INVALID', { field: 'addresseeId' })
  if (!(await isPolicyKnown(db, policy))) throw new AppError('INVALID', { field: 'policy' })
  if (clauseId && !(await hasClause(db, policy, clauseId)))
    throw new AppError('INVALID', { field: 'clauseId' })
  if (versionId && (await policyOfVersion(db, versionId)) !== policy)
    throw new AppError('INVALID', { field: 'policy' })
  const to = addresseeId ? [addresseeId] : await leadIds(db, teamId)
  // Whoever leads alone does not answer themselves.
  if (to.every((id) => id === actor.person))
    throw new AppError('INVALID', { field: 'addresseeId', reason: 'no_lead' })
  const { zone } = team
  const timestamp = await insertQuestion(db, input, {
    versionId: versionId ?? (await versionToday(db, policy, { zone, now: now() })),
    dueAt: await dueAt(db, zone, { now: now(), onHold }),
    claimedAt: meta.claimedAt,
  })
  if (!timestamp) throw new AppError('CONFLICT')
  if (versionId) await markAsked(db, { versionId, teamId, questionId, claimedAt: meta.claimedAt })
  const people = { askerId: actor.person, addresseeId, teamId }
  await announceQuestion(db, people)
  await notify(db, { to, kind: 'question_asked', entityId: questionId })
  return { entityId: questionId, version: 1, at: timestamp }
}

/**
 * Command questions.answer, by whoever was asked. CONFLICT where its asker has settled it, and 'entry_newer' where something was
 * added that they had not read: an answer to what was asked before would close what is asked now.
 */
async function answer(
  { db, actor, meta }: CommandScope,
  { questionId, entryId, text, seenEntryId }: AnswerQuestionInput,
): Promise<CommandResult> {
  const row = await questionFor(db, questionId)
  if (!can(actor, 'question.answer', factsOf(row))) throw new AppError('FORBIDDEN')
  if (row.status === 'settled') throw new AppError('CONFLICT')
  if (seenEntryId !== undefined && seenEntryId !== row.last_entry_id)
    throw new AppError('CONFLICT', { reason: 'entry_newer' })
  const entry = { entryId, questionId, text, isAnswer: true, claimedAt: meta.claimedAt }
  if (!(await insertEntry(db, entry))) throw new AppError('CONFLICT')
  const timestamp = await moveQuestion(db, questionId, { status: 'answered' }, row.version)
  if (!timestamp) throw new AppError('CONFLICT')
  // The leads of the team may read it from now on.
  await announceQuestion(db, { ...factsOf(row), addresseeId: null }, factsOf(row).addresseeId)
  await notify(db, { to: row.asker_id, kind: 'question_answered', entityId: questionId })
  return { entityId: questionId, version: row.version + 1, at: timestamp }
}

/**
 * Command questions.askAgain, by the asker: after an answer the clock begins again; words added before one leave it as it
 * runs. CONFLICT where it was settled.
 */
async function askAgain(
  { db, actor, meta, now }: CommandScope,
  { questionId, entryId, text }: AskAgainInput,
): Promise<CommandResult> {
  const row = await questionFor(db, questionId)
  if (!can(actor, 'question.pursue', factsOf(row))) throw new AppError('FORBIDDEN')
  if (row.status === 'settled') throw new AppError('CONFLICT')
  const entry = { entryId, questionId, text, isAnswer: false, claimedAt: meta.claimedAt }
  if (!(await insertEntry(db, entry))) throw new AppError('CONFLICT')
  const due =
    row.status === 'answered'
      ? { dueAt: await dueAt(db, row.zone, { now: now(), onHold: row.on_hold }) }
      : undefined
  const timestamp = await moveQuestion(db, questionId, { status: 'open', ...due }, row.version)
  if (!timestamp) throw new AppError('CONFLICT')
  await announceQuestion(db, factsOf(row))
  await notify(db, {
    to: row.addressee_id ?? (await leadIds(db, row.team_id)),
    kind: 'question_asked',
    entityId: questionId,
  })
  return { entityId: questionId, version: row.version + 1, at: timestamp }
}

/** Command questions.settle, by the asker, answered or not. CONFLICT where it was settled. */
async function settle(
  { db, actor }: CommandScope,
  { questionId }: SettleQuestionInput,
): Promise<CommandResult> {
  const row = await questionFor(db, questionId)
  if (!can(actor, 'question.pursue', factsOf(row))) throw new AppError('FORBIDDEN')
  if (row.status === 'settled') throw new AppError('CONFLICT')
  const timestamp = await moveQuestion(db, questionId, { status: 'settled' }, row.version)
  if (!timestamp) throw new AppError('CONFLICT')
  await announceQuestion(db, factsOf(row))
  return { entityId: questionId, version: row.version + 1, at: timestamp }
}

/** Command questions.keep, by a lead of the team, of a question that was answered. CONFLICT where it was kept. */
async function keep({ db, actor, now }: CommandScope, input: KeepPrecedentInput): Promise<CommandResult> {
  const { questionId, precedentId } = input
  const row = await questionFor(db, questionId)
  if (!can(actor, 'question.keep', factsOf(row))) throw new AppError('FORBIDDEN')
  const { policy, clause_id: clauseId, zone } = row
  const versionId = await versionToday(db, policy, { zone, now: now() })
  const timestamp = await insertPrecedent(db, input, { policy, clauseId, versionId })
  if (!timestamp) throw new AppError('CONFLICT')
  await announceQuestion(db, { ...factsOf(row), addresseeId: null }, row.addressee_id)
  return { entityId: precedentId, version: 1, at: timestamp }
}

/** Returns a question that the actor may see. */
async function questionFor(db: WriteDb, questionId: string): Promise<QuestionFactsRow> {
  const row = await questionFacts(db, questionId)
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** Announces a change to the asker and to whoever was asked; with an addressee of null, to the leads of the team. */
async function announceQuestion(
  db: WriteDb,
  { askerId, addresseeId, teamId }: Omit<QuestionFacts, 'answered'>,
  alsoId: string | null = addresseeId,
): Promise<void> {
  await announce(db, {
    feature: 'questions',
    audience: {
      people: [askerId, ...(alsoId ? [alsoId] : [])],
      teams: addresseeId === null ? [teamId] : [],
    },
  })
}

export const effects: EffectsOf<'questions'> = {
  ask: effect(questions.ask, ask),
  answer: effect(questions.answer, answer),
  askAgain: effect(questions.askAgain, askAgain),
  settle: effect(questions.settle, settle),
  keep: effect(questions.keep, keep),
}
