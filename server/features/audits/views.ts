import type { z } from 'zod/mini'
import { type AnswersOf, answer, answerLogged } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { cursorOf, keys, pageOf, placeOf } from '#server/db/keyset.ts'
import { logShown, openRecord } from '#server/features/people/facade.ts'
import type { casesInput } from '#shared/audits/queries.ts'
import { auditQueries } from '#shared/audits/queries.ts'
import type { CasesView, CaseView, PutRightView, RecheckView } from '#shared/audits/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Actor, can } from '#shared/policy.ts'
import { readImports } from './import-list-views.ts'
import { readMachineCases } from './machine-views.ts'
import { allNames } from './name-queries.ts'
import { putRightByCase, putRightSteps, readPutRight, readPutRightCounts } from './put-right-views.ts'
import type { CaseRow } from './queries.ts'
import * as queries from './queries.ts'
import type { RecheckRow } from './recheck-queries.ts'
import * as rechecks from './recheck-queries.ts'

/** Returns what decides who may answer a request for another look. */
export const answerFacts = ({ analyst_id, team_id, judges, decider }: RecheckRow) => ({
  analystId: analyst_id,
  teamId: team_id,
  judgeIds: judges,
  decider,
})

export function recheckViewOf(row: RecheckRow): RecheckView {
  return {
    lookId: row.look_id,
    auditId: row.audit_id,
    analyst: { personId: row.analyst_id, name: row.analyst_name },
    reason: row.reason,
    askedAt: row.asked_at,
    dueAt: row.due_at,
    decider: row.decider,
    judgeIds: row.judges,
    status: row.status,
    final:
      row.final_decision !== null && row.final_outcome !== null
        ? { decision: row.final_decision, outcome: row.final_outcome }
        : null,
    answer: row.answer,
    answeredBy:
      row.answered_by === null ? null : { personId: row.answered_by, name: row.answered_by_name ?? '' },
    answeredAt: row.answered_at,
    version: row.version,
  }
}

export function caseViewOf(
  row: CaseRow,
  rechecks: readonly RecheckRow[],
  putRight: ReadonlyMap<string, PutRightView>,
): CaseView {
  return {
    auditId: row.audit_id,
    teamId: row.team_id,
    analyst: { personId: row.analyst_id, name: row.analyst_name },
    kind: row.kind,
    reference: row.reference,
    caseRef: row.case_ref,
    policy: row.policy,
    queue: row.queue,
    language: row.language,
    moderatorDecision: row.moderator_decision,
    decidedBy: row.decided_by,
    decision: row.decision,
    acted: row.acted,
    verifiedDecision: row.verified_decision,
    verifiedBy: row.verified_by,
    outcome: row.outcome,
    targeted: row.targeted,
    decidedAt: row.decided_at,
    verifications: [],
    putRight: putRight.get(row.audit_id) ?? null,
    putRightSteps: [],
    looks: rechecks.filter((recheck) => recheck.audit_id === row.audit_id).map(recheckViewOf),
  }
}

/** A page of a person's cases. Another's are logged as seen before they are read. */
export async function readCases(
  { db, actor, shown }: Scope<WriteDb>,
  { personId, cursor, teamId, ...narrowing }: z.output<typeof casesInput>,
): Promise<CasesView> {
  const after = placeOf(cursor, keys.instant)
  const readable = personId === actor.person ? null : ledTeams(actor)
  if (teamId && readable && !readable.includes(teamId)) throw new AppError('NOT_FOUND')
  const teams = teamId ? [teamId] : readable
  const asked = { analyst: personId, teams, ...narrowing }
  const found = await openRecord({ db, actor, shown }, { subjectId: personId, kind: 'cases' }, () =>
    queries.casesOf(db, { ...asked, after }),
  )
  const page = await casesPage(db, found)
  return after ? page : { ...page, ...(await queries.summaryOf(db, asked)) }
}

/** Returns a page of cases with what was asked about them; `found` is one more than a page where another follows. */
export async function casesPage(db: ActorDb, found: readonly CaseRow[]): Promise<CasesView> {
  const { page: rows, last } = pageOf(found, queries.pageSize)
  const audits = rows.map((row) => row.audit_id)
  const [asked, putRight] = await Promise.all([
    rechecks.rechecksOfCases(db, audits),
    putRightByCase(db, audits),
  ])
  return {
    cases: rows.map((row) => caseViewOf(row, asked, putRight)),
    nextCursor: last ? cursorOf({ key: last.decided_at, id: last.audit_id }) : null,
    total: null,
    choices: null,
  }
}

export async function readCase(
  { db, actor, shown }: Scope<WriteDb>,
  { auditId }: { auditId: string },
): Promise<CaseView> {
  const row = await queries.caseById(db, auditId)
  if (!row) throw new AppError('NOT_FOUND')
  if (!can(actor, 'case.read', { analystId: row.analyst_id, teamId: row.team_id }))
    return await readAsked({ db, actor, shown }, row)
  const asked = await openRecord({ db, actor, shown }, { subjectId: row.analyst_id, kind: 'cases' }, () =>
    rechecks.rechecksOfCases(db, [auditId]),
  )
  const [changes, putRight, putRightSaid] = await Promise.all([
    queries.verificationsOf(db, auditId),
    putRightByCase(db, [auditId]),
    putRightSteps(db, auditId),
  ])
  return {
    ...caseViewOf(row, asked, putRight),
    putRightSteps: putRightSaid,
    verifications: changes.map(({ at, before_decision, after_decision }) => ({
      at,
      before: before_decision,
      after: after_decision,
    })),
  }
}

/** Returns a case to a manager who answers a request about it, and logs that; NOT_FOUND for everybody else. */
async function readAsked(
  { db, actor, shown }: Pick<Scope<WriteDb>, 'db' | 'actor' | 'shown'>,
  row: CaseRow,
): Promise<CaseView> {
  const asked = await rechecks.rechecksOfCases(db, [row.audit_id])
  const open = asked.find(({ status }) => status === 'open')
  if (!open || !can(actor, 'recheck.answer', answerFacts(open))) throw new AppError('NOT_FOUND')
  logShown({ db, shown }, { subjects: [row.analyst_id], team: row.team_id, kind: 'cases' })
  return caseViewOf(row, asked, new Map())
}

const ledTeams = (actor: Actor): string[] =>
  actor.roles.flatMap((membership) =>
    membership.role === 'lead' && membership.teamId ? [membership.teamId] : [],
  )

export const answers: AnswersOf<'audits'> = {
  cases: answerLogged(auditQueries.cases, readCases),
  case: answerLogged(auditQueries.case, readCase),
  machineCases: answer(auditQueries.machineCases, readMachineCases),
  putRight: answer(auditQueries.putRight, readPutRight),
  putRightCounts: answer(auditQueries.putRightCounts, readPutRightCounts),
  imports: answer(auditQueries.imports, readImports),
  names: answer(auditQueries.names, ({ db }) => allNames(db)),
}
