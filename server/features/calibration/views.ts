import { type AnswersOf, answer } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { calibrationQueries } from '#shared/calibration/queries.ts'
import {
  agreementOf,
  caseResults,
  disagreementMatrix,
  pairResults,
  personResults,
  type ResultCase,
  repeatMarks,
} from '#shared/calibration/results.ts'
import type {
  RatersView,
  RoundResult,
  RoundSummary,
  RoundsView,
  RoundView,
} from '#shared/calibration/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Actor, can } from '#shared/policy.ts'
import { cleanCell } from '#shared/tables/clean.ts'
import {
  type CaseRow,
  caseRows,
  casesInLedger,
  type DriftRow,
  driftRows,
  peopleCalled,
  type RaterRow,
  type RoundRow,
  ratingRows,
  roundRows,
} from './queries.ts'
import { type LoadedRound, loadRound } from './round-views.ts'

/** Returns the rounds that the reader rates in or leads the team of. */
async function readRounds({ db }: Scope): Promise<RoundsView> {
  return { rounds: (await roundRows(db, null)).map(summaryOf) }
}

/** Returns a round; its result once the reader may read what others gave. NOT_FOUND for whoever takes no part. */
async function readRound({ db, actor }: Scope, { roundId }: { roundId: string }): Promise<RoundView> {
  const loaded = await loadRound(db, actor, roundId)
  const { row, raters, facts } = loaded
  const cases = await caseRows(db, roundId)
  const mayRead = can(actor, 'calibration.results', facts)
  const mayName = mayRead || can(actor, 'calibration.lead', { teamId: row.team_id })
  return {
    ...summaryOf(row),
    level: row.level,
    options: row.options,
    seed: row.seed,
    remindedAt: row.reminded_at,
    leftOut: can(actor, 'calibration.lead', { teamId: row.team_id }) ? row.left_out : null,
    version: row.version,
    items: cases.map((item) => ({
      ...{ caseId: item.case_id, repeatOf: item.repeat_of, reference: item.reference, policy: item.policy },
      ...{ policyVersion: item.policy_version, description: item.description },
    })),
    people: mayName
      ? raters.map((rater) => ({
          ...refOf(rater),
          submittedAt: rater.submitted_at,
          late: isLate(rater, row),
        }))
      : [],
    result: mayRead ? await readResult(db, actor, { loaded, cases }) : null,
  }
}

async function readResult(
  db: ActorDb,
  actor: Actor,
  { loaded: { row, raters }, cases: rows }: { loaded: LoadedRound; cases: readonly CaseRow[] },
): Promise<RoundResult> {
  const isLead = can(actor, 'calibration.lead', { teamId: row.team_id })
  const [ratings, inLedger, ended] = await Promise.all([
    ratingRows(db, row.round_id),
    isLead
      ? casesInLedger(
          db,
          rows.map(({ case_id }) => case_id),
        )
      : new Set<string>(),
    driftRows(db, row),
  ])
  const cases = rows.map(resultCase)
  const people = raters
    .filter(({ submitted_at }) => submitted_at !== null)
    .map((rater) => ({ ...refOf(rater), ratedAt: rater.claimed_at ?? rater.submitted_at }))
  // Whoever wrote the labels is not tested by them; those of an imported round were not theirs.
  const labelledBy = row.imported ? null : row.made_by
  const shown = isLead ? people : people.filter(({ personId }) => personId === actor.person)
  return {
    agreement: agreementOf(row, cases, ratings),
    cases: caseResults({ cases, ratings }, { isLead, inLedger }),
    repeats: repeatMarks({ cases, ratings }),
    people: personResults({ cases, ratings }, { people: shown, labelledBy }),
    pairs: pairResults({ cases, ratings }, people).filter(
      (pair) => isLead || pair.people.includes(actor.person),
    ),
    matrix: disagreementMatrix({ cases, ratings }, row.options),
    drift: await Promise.all(ended.map((item) => driftPoint(db, item, row))),
  }
}

async function driftPoint(
  db: ActorDb,
  { round_id: roundId, title, created_at: createdAt, options, seed }: DriftRow,
  { level }: Pick<RoundRow, 'level'>,
): Promise<RoundResult['drift'][number]> {
  const [cases, ratings] = await Promise.all([caseRows(db, roundId), ratingRows(db, roundId)])
  const { pairableUnits, alpha, intervals } = agreementOf(
    { level, options, seed },
    cases.map(resultCase),
    ratings,
  )
  return { roundId, title, createdAt, pairableUnits, alpha, interval: intervals.alpha }
}

const resultCase = (row: CaseRow): ResultCase => ({
  ...{ caseId: row.case_id, reference: row.reference, repeatOf: row.repeat_of },
  ...{ expected: row.expected, supersededAt: row.superseded_at },
})
const refOf = ({ person_id: personId, name }: RaterRow) => ({ personId, name: name ?? '' })
const isLate = ({ claimed_at }: RaterRow, { deadline }: RoundRow): boolean =>
  claimed_at !== null && Date.parse(claimed_at) > Date.parse(deadline)

/**
 * Returns whom of a team the raters of a file mean: by name, reference or e-mail address; null where that is nobody or several.
 * NOT_FOUND for who does not lead the team.
 */
async function readRaters(
  { db, actor }: Scope,
  { teamId, called }: { teamId: string; called: string[] },
): Promise<RatersView> {
  if (!can(actor, 'calibration.lead', { teamId })) throw new AppError('NOT_FOUND')
  const cleaned = new Map(called.map((word) => [word, cleanCell(word)]))
  const found = Map.groupBy(
    await peopleCalled(db, teamId, [...new Set(cleaned.values())]),
    ({ word }) => word,
  )
  return {
    raters: [...cleaned].map(([word, name]) => {
      const [person, ...others] = found.get(name) ?? []
      return {
        called: word,
        personId: person && others.length === 0 ? person.person_id : null,
        several: others.length > 0,
      }
    }),
  }
}

const summaryOf = (row: RoundRow): RoundSummary => ({
  roundId: row.round_id,
  teamId: row.team_id,
  title: row.title,
  deadline: row.deadline,
  createdAt: row.created_at,
  closedAt: row.closed_at,
  imported: row.imported,
  cases: row.cases,
  raters: row.raters,
  submitted: row.submitted,
  own: row.own,
})

export const answers: AnswersOf<'calibration'> = {
  rounds: answer(calibrationQueries.rounds, readRounds),
  round: answer(calibrationQueries.round, readRound),
  raters: answer(calibrationQueries.raters, readRaters),
}
