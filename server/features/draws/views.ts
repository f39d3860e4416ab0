import { type AnswersOf, answer, answerLogged } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { auditById } from '#server/features/audits/facade.ts'
import { ownTopics } from '#server/features/check-ins/facade.ts'
import { openRecord } from '#server/features/people/facade.ts'
import { AppError } from '#shared/core/errors.ts'
import type { DrawDesign } from '#shared/draws/contracts.ts'
import { goldenFor, riskOf, secondSizes } from '#shared/draws/plan-rules.ts'
import { drawQueries } from '#shared/draws/queries.ts'
import type {
  ChosenView,
  DrawItem,
  DrawPreview,
  DrawSummary,
  DrawsView,
  DrawView,
  VerifierError,
} from '#shared/draws/views.ts'
import { type Actor, can } from '#shared/policy.ts'
import { drawnRate, plannedEffectiveN, smallestChange } from '#shared/statistics/draws.ts'
import { sum } from '#shared/statistics/sum.ts'
import { choicesOf, errorsByPolicy, frameOf, labelsOf } from './frame-queries.ts'
import { type ErrorRow, type GoldenRow, goldenOf, verifierErrors } from './golden-queries.ts'
import { stateOf, testsFor } from './golden-rules.ts'
import { hashOfPlan, planOf, strataOf } from './plan-rules.ts'
import {
  casesOfDraw,
  chosenCase,
  type DrawCaseRow,
  type DrawRow,
  drawById,
  drawsOf,
  resultsOf,
  teamOf,
} from './queries.ts'

/** Returns a team's draws, for who leads or manages it. NOT_FOUND for everybody else. */
async function readDraws({ db, actor }: Scope, { teamId }: { teamId: string }): Promise<DrawsView> {
  if (!can(actor, 'draw.read', { teamId, chosen: false })) throw new AppError('NOT_FOUND')
  const leads = can(actor, 'draw.write', { teamId })
  const [team, rows, golden, errors] = await Promise.all([
    teamOf(db, teamId),
    drawsOf(db, teamId),
    leads ? goldenOf(db, teamId) : [],
    verifierErrors(db, teamId),
  ])
  if (!team) throw new AppError('NOT_FOUND')
  const own = errors.filter(({ verifier_id: verifierId }) =>
    can(actor, 'verifier.read', { verifierId, teamId }),
  )
  return {
    ...{ teamId, teamName: team.name, today: team.today },
    draws: rows.map((row) => summaryOf(row, leads)),
    // Another's would tell which cases test the reader.
    golden: golden.filter(({ made_by }) => made_by === actor.person).map(goldenViewOf),
    verifiers: own.map(errorOf),
  }
}

const drawnBy = ({ drawn_by: personId, drawn_by_name: name }: DrawRow) =>
  name === null ? null : { personId, name }

const progressOf = (row: DrawRow, leads: boolean) =>
  leads ? { cases: row.cases ?? 0, verified: row.verified ?? 0 } : { cases: row.size, verified: null }

const summaryOf = (row: DrawRow, leads: boolean): DrawSummary => ({
  ...{ drawId: row.draw_id, purpose: row.purpose, method: row.method, by: row.stratified_by },
  ...{ drawnAt: row.drawn_at, drawnBy: drawnBy(row), ...progressOf(row, leads) },
})

const goldenViewOf = (row: GoldenRow) => ({
  ...{ goldenId: row.golden_id, auditId: row.audit_id, caseRef: row.case_ref, policy: row.policy },
  ...{ decision: row.decision, madeAt: row.made_at, state: stateOf(row), version: row.version },
  policyVersion: row.policy_version,
})

const errorOf = (row: ErrorRow): VerifierError => ({
  verifier: { personId: row.verifier_id, name: row.name ?? '' },
  golden: { x: row.golden_wrong, n: row.golden },
  second: { x: row.second_differs, n: row.second },
})

/** Says how a sample was chosen. */
const choiceOf = (row: DrawRow) => ({
  ...{ purpose: row.purpose, method: row.method, by: row.stratified_by, allocation: row.allocation },
  ...{ firstDay: row.first_day, lastDay: row.last_day, policy: row.policy, queue: row.queue },
  ...{ language: row.language, frameSize: row.frame_size, frameHash: row.frame_hash, size: row.size },
  ...{ excluded: row.excluded, seed: row.seed, drawnBy: drawnBy(row), drawnAt: row.drawn_at },
})

/** Returns a draw with its cases, which its verifiers see without any decision; a manager sees how it was made and what it says. */
async function readDraw({ db, actor }: Scope, { drawId }: { drawId: string }): Promise<DrawView> {
  const row = await drawById(db, drawId)
  const teamId = row?.team_id ?? ''
  if (!row || !can(actor, 'draw.read', { teamId, chosen: false })) throw new AppError('NOT_FOUND')
  const leads = can(actor, 'draw.write', { teamId })
  const [cases, labels, topics] = await Promise.all([
    leads ? casesOfDraw(db, drawId) : [],
    leads ? labelsOf(db, teamId) : [],
    ownTopics(db),
  ])
  return {
    ...choiceOf(row),
    ...{ drawId, teamId, goldenShare: row.golden_share, strata: row.strata, labels },
    items: cases.map((item) => itemOf(actor, item, topics)),
    ...progressOf(row, leads),
    result: leads && row.purpose === 'rates' && row.cases === row.verified ? await resultOf(db, row) : null,
  }
}

/** Nothing of it may tell a golden case: it is what the test of blindness compares. */
const itemOf = (actor: Actor, row: DrawCaseRow, topics: ReadonlySet<string>): DrawItem => ({
  ...{ itemId: row.item_id, place: row.place, caseRef: row.case_ref, policy: row.policy },
  ...{ queue: row.queue, language: row.language, verdict: row.verdict, version: row.version },
  isMine:
    !topics.has(row.policy) &&
    can(actor, 'draw.verify', {
      ...{ teamId: row.team_id, analystId: row.analyst_id, firstVerifierId: row.first_verifier_id },
      verified: row.verdict !== null,
    }),
  verifiedBy: row.verified_by ? { personId: row.verified_by, name: row.verified_by_name ?? '' } : null,
  verifiedAt: row.verified_at,
})

async function resultOf(db: ActorDb, { draw_id, strata }: DrawRow): Promise<DrawView['result']> {
  const results = await resultsOf(db, draw_id)
  const counted = strata.map(({ name, size, drawn }) => {
    const found = results.find(({ stratum }) => stratum === name)
    return { size, drawn, verified: found?.verified ?? 0, errors: found?.errors ?? 0 }
  })
  const result = drawnRate(counted)
  return (
    result && {
      ...{ x: sum(counted.map(({ errors }) => errors)), n: sum(counted.map(({ verified }) => verified)) },
      ...{ rate: result.rate, ...result.interval },
    }
  )
}

/** Returns what a draw would be. NOT_FOUND for who may not draw. */
export async function readPreview(
  { db, actor }: Pick<Scope, 'db' | 'actor'>,
  design: DrawDesign,
): Promise<DrawPreview> {
  const { teamId } = design
  if (!can(actor, 'draw.write', { teamId })) throw new AppError('NOT_FOUND')
  const [frame, errors, known, choices] = await Promise.all([
    frameOf(db, design),
    errorsByPolicy(db, teamId),
    goldenOf(db, teamId),
    choicesOf(db, design),
  ])
  const risk = riskOf(errors)
  const plan = planOf(frame.rows, design, risk.of)
  const strata = 'misfit' in plan ? [] : strataOf(plan)
  const effectiveN = plannedEffectiveN(strata)
  const available = testsFor(known, { drawerId: actor.person, design, frame: frame.rows }).length
  return {
    misfit: 'misfit' in plan ? plan.misfit : null,
    frameHash: 'misfit' in plan ? '' : hashOfPlan(plan),
    ...{ frameSize: frame.rows.length, excluded: frame.excluded, strata, effectiveN, rate: risk.team },
    golden: { size: Math.min(available, goldenFor(design.size, design.goldenShare)), available },
    smallest: smallestChange(risk.team, effectiveN),
    sizes: design.purpose === 'verification' ? secondSizes(frame.rows.length) : null,
    ...choices,
  }
}

/**
 * Returns how a case was chosen; null where no draw did, or none that is verified.
 * @throws NOT_FOUND for whoever is neither its analyst nor leads its team.
 */
async function readChosen(scope: Scope<WriteDb>, { auditId }: { auditId: string }): Promise<ChosenView> {
  const { db, actor } = scope
  const audit = await auditById(db, auditId)
  if (!audit || !can(actor, 'case.read', { analystId: audit.analyst_id, teamId: audit.team_id }))
    throw new AppError('NOT_FOUND')
  const item = await openRecord(scope, { subjectId: audit.analyst_id, kind: 'cases' }, () =>
    chosenCase(db, auditId),
  )
  if (!item?.verified_at) return null
  const row = await drawById(db, item.draw_id)
  const stratum = row?.strata.find(({ name }) => name === item.stratum)
  return row && stratum ? { ...choiceOf(row), stratum, verifiedAt: item.verified_at } : null
}

export const answers: AnswersOf<'draws'> = {
  team: answer(drawQueries.team, readDraws),
  one: answer(drawQueries.one, readDraw),
  preview: answer(drawQueries.preview, readPreview),
  chosen: answerLogged(drawQueries.chosen, readChosen),
}
