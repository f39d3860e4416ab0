import { randomInt } from 'node:crypto'
import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { topicsNotRated } from '#server/features/check-ins/facade.ts'
import { notify } from '#server/features/inbox/facade.ts'
import { openLedgerEntry } from '#server/features/policies/facade.ts'
import {
  calibration,
  type ImportRoundInput,
  type MakeRoundInput,
  type RoundInput,
  type SplitInput,
  type SubmitRatingsInput,
} from '#shared/calibration/contracts.ts'
import { unclearOption } from '#shared/calibration/option-rules.ts'
import { reminderGap } from '#shared/calibration/rules.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { cleanCell } from '#shared/tables/clean.ts'
import * as queries from './queries.ts'
import { type LoadedRound, loadRound } from './round-views.ts'

const largestSeed = 2 ** 31 - 1
const hour = 3_600_000

/**
 * Command calibration.make: a round with its cases and raters, who are notified. INVALID with the field where an option
 * reads like another, a case is named twice, a repeat has no first showing, or a rater is not of the team.
 */
async function make(scope: CommandScope, input: MakeRoundInput): Promise<CommandResult> {
  const { db, now } = scope
  if (Date.parse(input.deadline) <= now()) throw new AppError('INVALID', { field: 'deadline' })
  const { raterIds, deadline, teamId } = input
  if (!can(scope.actor, 'calibration.lead', { teamId })) throw new AppError('NOT_FOUND')
  const cases = withoutTopics(input.cases, await topicsNotRated(db, teamId))
  if (cases.length === 0) throw new AppError('INVALID', { field: 'cases', reason: 'all_left_out' })
  const leftOut = input.cases.length - cases.length
  await addRound(scope, input, { raterIds, deadline, imported: null, cases, leftOut })
  await notify(db, { to: raterIds, kind: 'calibration_started', entityId: input.roundId })
  return resultOf(scope, input.roundId, 1)
}

/**
 * Returns the cases of a round without those of these policies, and without a second showing of them: what is left is the same
 * for every rater, so that no rating that is missing says whose topic it was.
 */
function withoutTopics(cases: MakeRoundInput['cases'], topics: ReadonlySet<string>): MakeRoundInput['cases'] {
  const left = new Set(
    cases.flatMap(({ caseId, policy }) => (policy !== null && topics.has(policy) ? [caseId] : [])),
  )
  return cases.filter(
    ({ caseId, repeatOf }) => !left.has(caseId) && (repeatOf === null || !left.has(repeatOf)),
  )
}

/** Command calibration.importRound: a round that was rated elsewhere; it has ended, and nobody is notified. */
async function importRound(scope: CommandScope, input: ImportRoundInput): Promise<CommandResult> {
  const { raters, cases, options } = input
  const known = new Set(options.map(({ value }) => value))
  for (const { values } of raters) {
    const isFitting = values.length === cases.length && values.every((value) => !value || known.has(value))
    if (!isFitting) throw new AppError('INVALID', { field: 'raters' })
  }
  const raterIds = raters.map(({ personId }) => personId)
  await addRound(scope, input, {
    ...{ raterIds, imported: raters, deadline: new Date(scope.now()).toISOString() },
    ...{ cases, leftOut: 0 },
  })
  return resultOf(scope, input.roundId, 1)
}

async function addRound(
  { db, actor }: CommandScope,
  input: queries.NewRound['round'],
  rest: Pick<queries.NewRound, 'raterIds' | 'deadline' | 'imported' | 'leftOut'> &
    Pick<MakeRoundInput, 'cases'>,
): Promise<void> {
  const { teamId } = input
  if (!can(actor, 'calibration.lead', { teamId })) throw new AppError('NOT_FOUND')
  const misfit = misfitOf(input)
  if (misfit) throw new AppError('INVALID', { field: misfit })
  const members = await queries.membersOf(db, teamId, rest.raterIds)
  if (members.size !== rest.raterIds.length) throw new AppError('INVALID', { field: 'raterIds' })
  const seed = randomInt(1, largestSeed)
  const { cases, ...made } = rest
  if (!(await queries.insertRound(db, { round: { ...input, cases }, seed, ...made })))
    throw new AppError('CONFLICT')
  await announceRound(db, teamId, rest.raterIds)
}

/** Returns the field that does not fit; undefined for a round that can be rated. */
function misfitOf({ options, cases }: queries.NewRound['round']): string | undefined {
  if (unclearOption(options) !== undefined) return 'options'
  const values = new Set(options.map(({ value }) => value))
  const firsts = new Map<string, string>()
  const references = new Set<string>()
  for (const { caseId, reference, repeatOf, expected } of cases) {
    if (expected !== null && !values.has(expected)) return 'cases'
    const cleaned = cleanCell(reference)
    // A repeat is the same unit wherever the ratings are counted: it carries the number of its first showing.
    const isMisfit = repeatOf === null ? references.has(cleaned) : firsts.get(repeatOf) !== cleaned
    if (isMisfit) return 'cases'
    references.add(cleaned)
    if (repeatOf === null) firsts.set(caseId, cleaned)
  }
  return new Set(cases.map(({ caseId }) => caseId)).size === cases.length ? undefined : 'cases'
}

/**
 * Command calibration.submit: all ratings of a rater at once; they change no more. Taken after the deadline too, while the
 * round is open. CONFLICT with reason round_closed or submitted_already, INVALID where a case is not rated.
 */
async function submit(scope: CommandScope, input: SubmitRatingsInput): Promise<CommandResult> {
  const { db, actor, meta } = scope
  const { roundId, ratings } = input
  const { row, facts } = await loadRound(db, actor, roundId)
  if (!facts.raterIds.includes(actor.person) || row.own === null) throw new AppError('FORBIDDEN')
  if (row.own === 'submitted') throw new AppError('CONFLICT', { reason: 'submitted_already' })
  if (!can(actor, 'calibration.rate', facts)) throw new AppError('CONFLICT', { reason: 'round_closed' })
  const cases = await queries.caseRows(db, roundId)
  const values = new Set(row.options.map(({ value }) => value))
  const byCase = new Map(ratings.map((rating) => [rating.caseId, rating.value]))
  const isWhole =
    byCase.size === ratings.length &&
    ratings.length === cases.length &&
    cases.every(({ case_id }) => values.has(byCase.get(case_id) ?? ''))
  if (!isWhole) throw new AppError('INVALID', { field: 'ratings' })
  const submittedAt = await queries.insertSubmission(db, input, meta.claimedAt)
  if (submittedAt === undefined) throw new AppError('CONFLICT', { reason: 'submitted_already' })
  // Whoever has submitted may see who rates too: only now are they all known.
  const raters = await queries.raterRows(db, roundId)
  await announceRound(
    db,
    row.team_id,
    raters.map(({ person_id }) => person_id),
  )
  return { entityId: roundId, version: row.version, at: submittedAt }
}

/** Command calibration.close: no rating is taken any more, and everybody who takes part reads the result. */
async function close(scope: CommandScope, { roundId }: RoundInput): Promise<CommandResult> {
  const { db } = scope
  const { row, facts } = await led(scope, roundId)
  const version = await queries.setRound(db, roundId, 'closed_at')
  if (version === undefined) throw new AppError('CONFLICT', { reason: 'round_closed' })
  await announceRound(db, row.team_id, facts.raterIds)
  await notify(db, { to: facts.raterIds, kind: 'calibration_closed', entityId: roundId })
  return resultOf(scope, roundId, version)
}

/**
 * Command calibration.remind: notifies who has not submitted. CONFLICT with reason nobody_to_remind, and reminded_already
 * within four hours of the last reminder.
 */
async function remind(scope: CommandScope, { roundId }: RoundInput): Promise<CommandResult> {
  const { db, now } = scope
  const { row, facts } = await led(scope, roundId)
  const missing = facts.raterIds.filter((id) => !facts.submittedIds.includes(id))
  if (facts.ended || missing.length === 0) throw new AppError('CONFLICT', { reason: 'nobody_to_remind' })
  if (row.reminded_at !== null && now() - Date.parse(row.reminded_at) < reminderGap * hour)
    throw new AppError('CONFLICT', { reason: 'reminded_already', values: { at: row.reminded_at } })
  const version = await queries.setRound(db, roundId, 'reminded_at')
  if (version === undefined) throw new AppError('CONFLICT', { reason: 'round_closed' })
  await announce(db, { feature: 'calibration', audience: { teams: [row.team_id] } })
  await notify(db, { to: missing, kind: 'calibration_reminder', entityId: roundId })
  return resultOf(scope, roundId, version)
}

/** Command calibration.split: opens an entry of the policy ledger about a case, once. INVALID without a policy. */
async function split(scope: CommandScope, { roundId, caseId, ...input }: SplitInput): Promise<CommandResult> {
  const { db, actor } = scope
  const { row, facts } = await led(scope, roundId)
  if (!can(actor, 'calibration.results', facts)) throw new AppError('FORBIDDEN')
  if (!can(actor, 'ledger.append', { teamId: row.team_id })) throw new AppError('FORBIDDEN')
  const found = (await queries.caseRows(db, roundId)).find(({ case_id }) => case_id === caseId)
  if (!found) throw new AppError('NOT_FOUND')
  const policy = found.policy ?? input.policy
  if (policy === null) throw new AppError('INVALID', { field: 'policy' })
  await openLedgerEntry(db, {
    ...{ entryId: caseId, teamId: row.team_id, policy, clauseId: null, cause: 'split' },
    ...{ caseRef: found.reference, auditId: null, reviewId: null, day: null },
  })
  if (!(await queries.casesInLedger(db, [caseId])).has(caseId))
    throw new AppError('INVALID', { field: 'policy' })
  await announceRound(db, row.team_id, [])
  return resultOf(scope, roundId, row.version)
}

/** Returns a round for who leads its team. */
async function led({ db, actor }: CommandScope, roundId: string): Promise<LoadedRound> {
  const loaded = await loadRound(db, actor, roundId)
  if (!can(actor, 'calibration.lead', { teamId: loaded.row.team_id })) throw new AppError('FORBIDDEN')
  return loaded
}

async function announceRound(db: WriteDb, teamId: string, people: readonly string[]): Promise<void> {
  await announce(db, { feature: 'calibration', audience: { people, teams: [teamId] } })
}

const resultOf = ({ now }: CommandScope, entityId: string, version: number): CommandResult => ({
  entityId,
  version,
  at: new Date(now()).toISOString(),
})

export const effects: EffectsOf<'calibration'> = {
  make: effect(calibration.make, make),
  importRound: effect(calibration.importRound, importRound),
  submit: effect(calibration.submit, submit),
  close: effect(calibration.close, close),
  remind: effect(calibration.remind, remind),
  split: effect(calibration.split, split),
}
