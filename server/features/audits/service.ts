import type { z } from 'zod/mini'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { heldUntil } from '#server/features/check-ins/service.ts'
import { notify } from '#server/features/inbox/service.ts'
import { openRecord } from '#server/features/people/service.ts'
import type { CommandScope, Scope } from '#server/trpc.ts'
import type { AnswerAnotherLookInput, AskAnotherLookInput } from '#shared/audits/contracts.ts'
import type { casesInput } from '#shared/audits/queries.ts'
import type { CasesView, CaseView, LookView } from '#shared/audits/views.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Actor, can } from '#shared/policy.ts'
import { cursorOf, placeOf } from './cursor.ts'
import * as looks from './look-queries.ts'
import * as queries from './queries.ts'
import { changeRollups } from './rollup-queries.ts'
import { countsOf } from './rollups.ts'
import type { AuditCounts } from './table.ts'
import { caseViewOf, lookViewOf } from './views.ts'

/** A page of a person's cases. Another's are logged as seen before they are read. */
export async function readCases(
  { db, actor, shown }: Scope<WriteDb>,
  { personId, filter, policy, from, to, cursor }: z.output<typeof casesInput>,
): Promise<CasesView> {
  const after = cursor === undefined ? undefined : placeOf(cursor)
  const teams = personId === actor.person ? null : ledTeams(actor)
  const found = await openRecord({ db, actor, shown }, { subjectId: personId, kind: 'cases' }, () =>
    queries.casesOf(db, { analyst: personId, teams, filter, policy, from, to, after }),
  )
  const rows = found.slice(0, queries.pageSize)
  const asked = await looks.looksOfCases(
    db,
    rows.map((row) => row.audit_id),
  )
  const last = found.length > queries.pageSize ? rows.at(-1) : undefined
  return {
    cases: rows.map((row) => caseViewOf(row, asked)),
    nextCursor: last ? cursorOf({ decidedAt: last.decided_at, auditId: last.audit_id }) : null,
  }
}

export async function readCase(
  { db, actor, shown }: Scope<WriteDb>,
  { auditId }: { auditId: string },
): Promise<CaseView> {
  const row = await queries.caseById(db, auditId)
  if (!row || !can(actor, 'case.read', { analystId: row.analyst_id, teamId: row.team_id }))
    throw new AppError('NOT_FOUND')
  const asked = await openRecord({ db, actor, shown }, { subjectId: row.analyst_id, kind: 'cases' }, () =>
    looks.looksOfCases(db, [auditId]),
  )
  return caseViewOf(row, asked)
}

const ledTeams = (actor: Actor): string[] =>
  actor.roles.flatMap((held) => (held.role === 'lead' && held.teamId ? [held.teamId] : []))

/** Requests that wait for the reader as lead, oldest first. */
export async function openLooks(db: ActorDb): Promise<LookView[]> {
  return (await looks.openLooks(db)).map(lookViewOf)
}

/** Answers of the last thirty days to the reader's own requests, oldest first. */
export async function answeredLooks(db: ActorDb): Promise<LookView[]> {
  return (await looks.answeredLooks(db)).map(lookViewOf)
}

/** Command audits.askAnotherLook. CONFLICT with reason look_open where one is open for that case. */
export async function askAnotherLook(
  { db, actor }: CommandScope,
  { lookId, auditId, reason }: AskAnotherLookInput,
): Promise<CommandResult> {
  const audit = await queries.caseById(db, auditId)
  if (!audit || !can(actor, 'case.read', { analystId: audit.analyst_id, teamId: audit.team_id }))
    throw new AppError('NOT_FOUND')
  if (!can(actor, 'look.ask', { analystId: audit.analyst_id })) throw new AppError('FORBIDDEN')
  const asked = await looks.insertLook(db, { lookId, auditId, teamId: audit.team_id, reason })
  if (!asked) throw new AppError('CONFLICT', { reason: 'look_open' })
  await announceLook(db, audit)
  return { entityId: lookId, version: asked.version, at: asked.asked_at }
}

/**
 * Command audits.answerAnotherLook. 'changed' makes the analyst's decision the verified one, and every figure that counted
 * the case follows in the same transaction. CONFLICT where it was answered already, or is not as the lead saw it.
 */
export async function answerAnotherLook(
  { db, actor, now, meta }: CommandScope,
  { lookId, status, answer }: AnswerAnotherLookInput,
): Promise<CommandResult> {
  const look = await looks.lookById(db, lookId)
  if (!look) throw new AppError('NOT_FOUND')
  const facts = { analystId: look.analyst_id, teamId: look.team_id }
  if (!can(actor, 'look.answer', facts)) throw new AppError('FORBIDDEN')
  if (look.status !== 'open') throw new AppError('CONFLICT', { reason: 'look_answered' })
  if (meta.base !== null && meta.base !== look.version) throw new AppError('CONFLICT')
  const answered = await looks.closeLook(db, { lookId, version: look.version, status, text: answer })
  if (!answered) throw new AppError('CONFLICT', { reason: 'look_answered' })
  if (status === 'changed') await confirm(db, look.audit_id)
  await announceLook(db, look)
  await notify(db, {
    to: look.analyst_id,
    kind: 'look_answered',
    entityId: look.audit_id,
    ...(status === 'kept' ? await heldUntil({ db, now }, look.analyst_id) : {}),
  })
  return {
    entityId: lookId,
    version: answered.version,
    at: answered.answered_at ?? new Date(now()).toISOString(),
  }
}

async function confirm(db: WriteDb, auditId: string): Promise<void> {
  const audit = await queries.lockAudit(db, auditId)
  if (!audit) throw new AppError('NOT_FOUND')
  await queries.confirmDecision(db, auditId)
  await changeRollups(db, audit, difference(countsOf(audit), countsOf({ ...audit, outcome: 'correct' })))
}

function difference(before: AuditCounts, after: AuditCounts): AuditCounts {
  return {
    n: after.n - before.n,
    correct: after.correct - before.correct,
    missed: after.missed - before.missed,
    over_enforced: after.over_enforced - before.over_enforced,
    unverified: after.unverified - before.unverified,
  }
}

async function announceLook(db: WriteDb, about: { analyst_id: string; team_id: string }): Promise<void> {
  const subjectId = about.analyst_id
  await announce(db, {
    feature: 'audits',
    subjectId,
    audience: { people: [subjectId], teams: [about.team_id] },
  })
}
