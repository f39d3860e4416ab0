import { addCounts, noCounts } from '#shared/audits/rules.ts'
import type { Counts } from '#shared/audits/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { figuresOf } from '#shared/reviews/figures-rules.ts'
import { type PeriodUnit, trailOf } from '#shared/scorecards/period-rules.ts'
import type { PeriodFigures, PeriodScorecard } from '#shared/scorecards/period-views.ts'
import { baselineWeeksOf } from '#shared/scorecards/signal-rules.ts'
import { medianOf } from '#shared/statistics/median.ts'
import type { PackedReview, PackedVolume, PeriodRow } from './calendar-queries.ts'
import { breaksFrom, countsOfPacked, targetsOfPeriod } from './figure-views.ts'
import type { PackedWeek } from './queries.ts'
import { watchedIn } from './signal-rules.ts'

const summed = (packed: readonly PackedWeek[] | null): Counts =>
  (packed ?? []).reduce((sum, week) => addCounts(sum, countsOfPacked(week)), noCounts)

function figuresBetween(
  span: { from: string; to: string },
  counts: readonly PackedWeek[] | null,
  volume: PackedVolume,
  minutes: readonly number[] | null,
  reviews: readonly PackedReview[],
): PeriodFigures {
  const [audit, appeal, feedback, policyQuestion, overturned, decided, agreed, seconded] = volume
  const { critical, mean, byKind } = figuresOf(
    reviews.map(([, ownScore, ownAutoFail, ownCritical]) => ({
      ...{ ownScore, ownAutoFail, ownCritical, decisionCorrect: null },
    })),
  )
  return {
    ...span,
    counts: summed(counts),
    volume: { audit, appeal, feedback, policyQuestion },
    turnaround: medianOf(minutes ?? []),
    overturned: { x: overturned, n: decided },
    agreed: { x: agreed, n: seconded },
    critical,
    criticalKinds: byKind,
    mean,
    rubricVersions: new Set(reviews.map(([, , , , version]) => version)).size,
  }
}

/** Returns the scorecard of a period. @throws NOT_FOUND where there is no row. */
export function periodScorecardOf(row: PeriodRow | undefined, unit: PeriodUnit): PeriodScorecard {
  if (!row) throw new AppError('NOT_FOUND')
  const reviews = row.reviews ?? []
  const span = { from: row.from_day, to: row.to_day }
  const earlier = { from: row.before_from, to: row.before_to }
  return {
    ...figuresBetween(
      span,
      row.counts,
      row.volume,
      row.minutes,
      reviews.filter(([current]) => current),
    ),
    unit,
    person: { personId: row.person_id, name: row.person_name },
    teamId: row.team_id,
    teamName: row.name,
    zone: row.zone,
    dataThrough: row.audited_through,
    ...targetsOfPeriod(row, span),
    earliest: row.earliest,
    before: figuresBetween(
      earlier,
      row.before_counts,
      row.before_volume,
      row.before_minutes,
      reviews.filter(([current]) => !current),
    ),
    baseline: baselineOf(row),
    policyBreaks: breaksFrom(row.policy_breaks),
    policies: (row.policies ?? []).map(([policy, packed]) => ({ policy, counts: countsOfPacked(packed) })),
    trail: trailFrom(row, unit),
  }
}

/** A period without audits between two that have some counts nothing; what ended before the first audit is no part of it. */
function trailFrom({ from_day, earliest, trail }: PeriodRow, unit: PeriodUnit): PeriodScorecard['trail'] {
  const counted = new Map(trail)
  return trailOf(unit, from_day)
    .filter(({ to }) => earliest !== null && to >= earliest)
    .map((span) => {
      const found = counted.get(span.from)
      return { ...span, counts: found ? countsOfPacked(found) : noCounts }
    })
}

/** The same frozen weeks that signals compare with; only a period after them is independent of them. */
function baselineOf(row: PeriodRow): PeriodScorecard['baseline'] {
  const found = baselineWeeksOf(watchedIn(row))
  if (!found) return null
  const start = Temporal.PlainDate.from(row.signal_week)
  const from = start.add({ weeks: found.first }).toString()
  const to = start.add({ weeks: found.last, days: 6 }).toString()
  if (row.from_day <= to) return null
  const own = (row.own_weeks ?? []).filter(([index]) => found.indices.includes(index))
  return { from, to, weeks: found.indices.length, provisional: found.provisional, counts: summed(own) }
}
