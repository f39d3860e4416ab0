import { v5 as uuidv5, v7 as uuidv7 } from 'uuid'
import {
  type FilePlace,
  type LeftOut,
  type LeftOutReason,
  type MovedHistory,
  type MovedReview,
  problemLimit,
} from '#shared/reviews/move-in-history.ts'
import { reckon } from '#shared/reviews/move-in-reckon.ts'
import {
  hasTooMany,
  joinsGroups,
  type MovedRubric,
  rubricsOf,
  scorecardFor,
} from '#shared/reviews/move-in-rubrics.ts'
import type {
  MovedKind,
  MoveInOptions,
  MoveInReport,
  ScoreDifference,
} from '#shared/reviews/move-in-views.ts'
import { criteriaOf } from '#shared/rubrics/rules.ts'
import { addDisputes } from './move-in-dispute-rules.ts'
import { hashOf } from './move-in-hash-rules.ts'
import { criterionId, linesOf, scoresOf, type Taken } from './move-in-line-rules.ts'
import type { MovedPeople } from './move-in-people-rules.ts'
import type { MoveInBatch, MoveInItem } from './move-in-queries.ts'
import { addRounds } from './move-in-round-rules.ts'

/** Holds what Dure knows of the team and of what was moved in for it before. */
export interface MoveInFacts {
  people: MovedPeople
  /** Hashes of what was moved in, by kind and external id. */
  known: ReadonlyMap<string, string>
  /** Returns the instant of a written time; 'ambiguous' or undefined where it is none. */
  instantOf: (written: string) => number | 'ambiguous' | undefined
  /** Returns the calendar day of an instant where the team is. */
  dayOf: (instant: number) => string
  /** Milliseconds since the epoch. */
  now: number
  /** Who moves in, and brings nothing about their own work; null for the command line. */
  mover: string | null
}

export interface MoveInPlan {
  batch: MoveInBatch
  report: MoveInReport
}

/** Carries what a plan gathers; each part of the history adds to it. */
export interface Planning {
  history: MovedHistory
  options: MoveInOptions
  facts: MoveInFacts
  batch: MoveInBatch
  report: MoveInReport
  idOf: (kind: string, name: string) => string
  leave(position: FilePlace, reason: LeftOutReason, about: string): void
  /** Notes a thing by its id there. Returns whether it is new. */
  isNew(kind: MovedKind, externalId: string, content: unknown): boolean
  add(item: Omit<MoveInItem, 'hash' | keyof typeof noScore> & Partial<MoveInItem>): void
}

const noScore = { stored: null, outOf: null, reckoned: null, difference: null }

/** Compares a history with what Dure knows: what is to be stored, and what is said of it. Nothing is where there is a problem. */
export function planOf(history: MovedHistory, options: MoveInOptions, facts: MoveInFacts): MoveInPlan {
  const planning = begun(history, options, facts)
  const { batch, report } = planning
  const times = timesOf(planning)
  const reviews = history.reviews.toSorted((left, right) => (times.get(left) ?? 0) - (times.get(right) ?? 0))
  const rubrics = rubricsOf({ ...history, reviews }, { idOf: planning.idOf, kind: options.criticalKind })
  for (const { scorecard } of rubrics) {
    const position = { file: history.reviews[0]?.file ?? '', place: scorecard.name }
    if (hasTooMany(scorecard))
      history.problems.push({
        ...position,
        problem: 'too_many_criteria',
        detail: String(scorecard.categories.length),
      })
    if (joinsGroups(scorecard)) planning.leave(position, 'groups_joined', scorecard.name)
  }
  compareScores(planning)
  report.problems.push(...history.problems.slice(0, problemLimit))
  if (history.problems.length === 0) {
    for (const rubric of rubrics) addRubric(planning, rubric)
    const taken = addReviews(planning, reviews, { rubrics, times })
    addDisputes(planning, taken)
    addRounds(planning)
    noteScorecards(planning, rubrics)
  }
  report.leftOut.unshift(...history.leftOut)
  report.added = { ...report.added, rubrics: batch.rubrics.length, versions: batch.versions.length }
  report.added = { ...report.added, disputes: batch.disputes.length, rounds: batch.rounds.length }
  const { added } = report
  batch.counts = {
    ...added,
    known: report.known,
    refused: report.refused,
    differences: report.differences.length,
  }
  return { batch, report }
}

function begun(history: MovedHistory, options: MoveInOptions, facts: MoveInFacts): Planning {
  const { teamId, source, files, check } = options
  const moveInId = uuidv7()
  const leftOut: LeftOut[] = []
  const report: MoveInReport = {
    ...{ moveInId: null, check, source, known: 0, changed: [], refused: 0, compared: 0, differences: [] },
    ...{ added: { rubrics: 0, versions: 0, reviews: 0, machines: 0, disputes: 0, rounds: 0 } },
    ...{ unknown: [], leftOut, problems: [] },
  }
  const batch: MoveInBatch = {
    ...{ moveInId, teamId, source, entryId: uuidv7(), files: files.map(({ name }) => name), counts: {} },
    ...{ rubrics: [], versions: [], reviews: [], ratings: [], disputes: [], rescores: [] },
    ...{ rounds: [], cases: [], raters: [], roundRatings: [], items: [] },
    made: { people: [], memberships: [] },
  }
  const hashes = new Map<string, string>()
  return {
    ...{ history, options, facts, batch, report },
    idOf: (kind, name) => uuidv5(`${source}|${kind}|${name}`, teamId),
    leave: ({ file, place }, reason, about) =>
      void leftOut.push({ file, place, reason, about: about.slice(0, 200) }),
    isNew(kind, externalId, content) {
      const key = `${kind}|${externalId}`
      const hash = hashOf(content)
      hashes.set(key, hash)
      const before = facts.known.get(key)
      if (before === undefined) return true
      const isPart = kind === 'rubric' || kind === 'version'
      if (!isPart) report.known += 1
      if (!isPart && before !== hash) report.changed.push({ kind, externalId })
      return false
    },
    add(item) {
      const hash = hashes.get(`${item.kind}|${item.externalId}`) ?? ''
      batch.items.push({ ...noScore, hash, ...item })
    },
  }
}

/** Reads every written time; one that is none is a problem of its file. */
function timesOf({ history, facts }: Planning): Map<object, number> {
  const times = new Map<object, number>()
  const written: (FilePlace & { of: object; text: string | null })[] = [
    ...history.reviews.map((review) => ({ ...review, of: review, text: review.createdAt })),
    ...history.sessions.map((session) => ({ ...session, of: session, text: session.dueAt })),
    ...history.disputes.map((dispute) => ({
      ...{ ...dispute, of: dispute },
      text: dispute.resolvedAt ?? dispute.createdAt,
    })),
  ]
  for (const { file, place, of: owner, text } of written) {
    if (text === null) continue
    const instant = facts.instantOf(text)
    if (typeof instant === 'number') times.set(owner, Math.min(instant, facts.now))
    else {
      const problem = instant === 'ambiguous' ? 'ambiguous_time' : 'not_a_time'
      history.problems.push({ file, place, problem, detail: text })
    }
  }
  return times
}

/** Computes every stored score again, those of rounds too, and notes each that differs. */
function compareScores({ history, report }: Planning): void {
  const compare = (
    { file, place }: FilePlace,
    { about, caseRef }: Pick<ScoreDifference, 'about' | 'caseRef'>,
    review: Pick<MovedReview, 'ratings' | 'score'>,
    scorecard?: Parameters<typeof reckon>[1],
  ) => {
    const { score } = review
    if (score === null || review.ratings.length === 0) return
    report.compared += 1
    const { score: reckoned, difference: reason } = reckon(review, scorecard)
    if (reason === null) return
    const { value: stored, outOf } = score
    report.differences.push({ file, place, about, caseRef, stored, outOf, reckoned, reason })
  }
  for (const review of history.reviews)
    compare(
      review,
      { about: review.id, caseRef: review.caseRef },
      review,
      scorecardFor(review, history.scorecards),
    )
  for (const session of history.sessions)
    for (const { reference, reviews } of session.cases)
      for (const review of reviews)
        compare(
          session,
          { about: `${session.title} · ${review.rater.called ?? '–'}`, caseRef: reference },
          review,
        )
}

function addRubric({ batch, idOf, isNew, add }: Planning, { scorecard, versions }: MovedRubric): void {
  const { id } = scorecard
  const rubricId = idOf('rubric', id)
  const name = id || '-'
  if (isNew('rubric', name, scorecard.name)) {
    batch.rubrics.push(rubricId)
    add({ kind: 'rubric', externalId: name, entityId: rubricId })
  }
  let place = 0
  versions.forEach(({ key, content }, order) => {
    const externalId = versionName(id, key)
    if (!isNew('version', externalId, key)) return
    place += 1
    const versionId = idOf('version', externalId)
    const publish = order === versions.length - 1
    batch.versions.push({ versionId, rubricId, place, content, publish })
    add({ kind: 'version', externalId, entityId: versionId })
  })
}

const versionName = (scorecardId: string, key: string) => `${scorecardId}|${hashOf(key).slice(0, 32)}`

type Found = { rubrics: readonly MovedRubric[]; times: ReadonlyMap<object, number> }

/** Adds the reviews whose people are known. Returns those, and those that were moved in before, by their ids there. */
function addReviews(
  planning: Planning,
  reviews: readonly MovedReview[],
  { rubrics, times }: Found,
): Map<string, Taken> {
  const { history, report, idOf, add } = planning
  const taken = new Map<string, Taken>()
  const differing = new Map(report.differences.map((difference) => [difference.about, difference]))
  for (const review of reviews) {
    const parties = partiesOf(planning, review, times.get(review) ?? 0)
    const rubric = rubrics.find(({ versionOf }) => versionOf.has(review.id))
    const key = rubric?.versionOf.get(review.id)
    const version = rubric?.versions.find((item) => item.key === key)
    if (!parties || !rubric || !version) continue
    const reviewId = idOf('review', review.id)
    const { file: _file, place: _place, ...said } = review
    const isNew = planning.isNew('review', review.id, said)
    const found: Taken = {
      ...{ review, reviewId, scorecardId: rubric.scorecard.id, content: version.content, isNew },
      writtenAt: times.get(review) ?? 0,
      ...parties,
    }
    taken.set(review.id, found)
    if (!isNew) continue
    const versionId = idOf('version', versionName(rubric.scorecard.id, version.key))
    writeReview(planning, found, versionId)
    const difference = differing.get(review.id)
    const scored = scorecardFor(review, history.scorecards)
    add({
      ...{ kind: 'review', externalId: review.id, entityId: reviewId },
      stored: review.score?.value ?? null,
      outOf: review.score?.outOf ?? null,
      reckoned: reckon(review, scored).score,
      difference: difference?.reason ?? null,
    })
  }
  return taken
}

/** Finds whose work it is and who reviewed it; says why the review is not taken where that cannot be. */
function partiesOf({ facts, report, leave }: Planning, review: MovedReview, instant: number) {
  const { reviewee, reviewer } = review
  const analyst = facts.people.analyst(reviewee, facts.dayOf(instant))
  if ('reason' in analyst) {
    report.refused += 1
    leave(review, analyst.reason, reviewee.called ?? '–')
    return undefined
  }
  const { personId: analystId } = analyst
  const found = reviewer.machine ? 'nobody' : facts.people.find(reviewer)
  if (found === analystId || facts.mover === analystId) {
    report.refused += 1
    leave(review, 'self_review', reviewee.called ?? '–')
    return undefined
  }
  const isHere = found !== 'nobody' && found !== 'several_people'
  if (!isHere && !reviewer.machine) leave(review, 'reviewer_elsewhere', reviewer.called ?? '–')
  return { analystId, reviewerId: isHere ? found : null }
}

function writeReview({ batch, report, leave, idOf }: Planning, taken: Taken, versionId: string): void {
  const { review, reviewId, content, writtenAt, analystId, reviewerId } = taken
  const lines = linesOf(taken, idOf)
  const machine = review.reviewer.machine
  report.added = {
    ...report.added,
    reviews: report.added.reviews + 1,
    machines: report.added.machines + (machine ? 1 : 0),
  }
  batch.reviews.push({
    ...{ reviewId, analystId, reviewerId, machine, caseRef: review.caseRef, versionId },
    ...scoresOf(content, lines),
    at: new Date(writtenAt).toISOString(),
  })
  const comments = new Map(
    review.ratings.map(({ categoryId, comment }) => [criterionId(taken, categoryId, idOf), comment]),
  )
  for (const line of lines) {
    const comment = comments.get(line.criterionId)?.replaceAll('\0', '').trim() || null
    if (comment && comment.length > 1000) leave(review, 'comment_cut', review.id)
    batch.ratings.push({ reviewId, ...line, comment: comment?.slice(0, 1000) ?? null })
  }
}

/** Says once what no file tells, or what has no place here. */
function noteScorecards({ batch, options, leave }: Planning, rubrics: readonly MovedRubric[]): void {
  const criteria = batch.versions.flatMap(({ content }) => criteriaOf(content))
  const position = { file: options.files[0]?.name ?? '', place: '' }
  if (criteria.some(({ critical }) => critical !== null))
    leave(position, 'critical_kind', options.criticalKind)
  if (batch.ratings.some(({ fault }) => fault !== null)) leave(position, 'whose_error', '')
  if (batch.versions.length === 0) return
  for (const { scorecard } of rubrics)
    for (const { name, weight } of scorecard.categories)
      if (weight === 0) leave(position, 'zero_weight', `${scorecard.name} · ${name}`)
}
