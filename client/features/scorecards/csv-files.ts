import type { Counts } from '#shared/audits/views.ts'
import { againstPast, meanAgainstPast } from '#shared/scorecards/past-rules.ts'
import { isComplete } from '#shared/scorecards/period-rules.ts'
import type { PeriodScorecard } from '#shared/scorecards/period-views.ts'
import { estimateOf, type Measure, measures, type Rate, rateOf } from '#shared/scorecards/rate-rules.ts'
import { metrics } from '#shared/scorecards/rules.ts'
import type { Targets } from '#shared/scorecards/views.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { type Proportion, wilson } from '#shared/statistics/interval.ts'
import { writeCsv } from '#shared/tables/write.ts'

/**
 * The columns of a downloaded scorecard. `share`, its 95 % interval and the differences are fractions of 1; they are empty under ten
 * audits and where the rate is refused, and `note` says why. `effective_n` is there where draws were weighted, `policy` where a row
 * speaks of one alone.
 */
export const personColumns = [
  ...['person', 'team', 'unit', 'from', 'to', 'data_through', 'complete'],
  ...['figure', 'x', 'n', 'effective_n', 'share', 'low', 'high', 'target', 'note'],
  ...['before_from', 'before_to', 'before_x', 'before_n', 'difference', 'difference_low', 'difference_high'],
  'policy',
] as const

/** The columns of a team's table: a row for each person and figure, by name; the machines of the team come last. */
export const teamColumns = [
  ...['team', 'person', 'weeks_from', 'weeks_to', 'data_through'],
  ...['figure', 'x', 'n', 'effective_n', 'share', 'low', 'high', 'target', 'note'],
] as const

const fraction = (value: number | null | undefined) =>
  value === null || value === undefined ? '' : String(Number(value.toFixed(6)))
const whole = (value: number) => String(value)

/** The cells from x to the interval, by the same floors as on the screens. */
export function rateCells(rate: Rate | Proportion, target: number | undefined): string[] {
  const { x, n } = estimateOf(rate)
  const refused = 'kind' in rate && rate.kind === 'refused' ? rate.reason : ''
  const interval = n >= percentageFloor ? wilson(x, n) : null
  return [
    whole(rate.x),
    whole(rate.n),
    'kind' in rate && rate.kind === 'weighted' ? fraction(rate.effectiveN) : '',
    interval ? fraction(x / n) : '',
    fraction(interval?.low),
    fraction(interval?.high),
    fraction(target),
    refused || (interval ? '' : 'too_few'),
  ]
}

const targetFor = (targets: Targets, measure: Measure): number | undefined =>
  ({ accuracy: targets.accuracy, missed: targets.missed, over_enforced: targets.overEnforced })[
    measure as 'accuracy'
  ]

/** The cells of a row that is not held beside its past, and is of no policy. */
const noPast = ['', '', '', '', '', '', '', '']

/** Returns a person's scorecard of a period as CSV: its figures, its policies, and the like periods before it. */
export function personCsv(card: PeriodScorecard, complete: boolean): string {
  const { before } = card
  const headOf = ({ from, to }: { from: string; to: string }, isOver: boolean) => [
    ...[card.person.name, card.teamName, card.unit, from, to],
    ...[card.dataThrough ?? '', isOver ? 'yes' : 'no'],
  ]
  const head = headOf(card, complete)
  const pastCells = (now: Rate | Proportion, past: Rate | Proportion) => {
    const found = againstPast(now, past)
    return [
      ...[before.from, before.to, whole(past.x), whole(past.n)],
      ...[fraction(found?.difference), fraction(found?.low), fraction(found?.high)],
    ]
  }
  const shares: [figure: string, now: Rate | Proportion, past: Rate | Proportion, target?: number][] = [
    ...measures.map((measure): [string, Rate, Rate, number?] => {
      const target = targetFor(card.targets, measure)
      const rates: [string, Rate, Rate] = [
        measure,
        rateOf(card.counts, measure),
        rateOf(before.counts, measure),
      ]
      return target === undefined ? rates : [...rates, target]
    }),
    ['critical_accuracy', card.critical, before.critical],
    ['overturned_of_decided_appeals', card.overturned, before.overturned],
    ['agreed_with_second_review', card.agreed, before.agreed],
  ]
  const score = meanAgainstPast(card.mean, before.mean)
  const { interval } = card.turnaround ?? {}
  const isTimed = interval && (card.turnaround?.n ?? 0) >= percentageFloor
  const isSaid = card.mean !== null && card.mean.n >= percentageFloor && card.mean.interval !== null
  return writeCsv([
    personColumns,
    ...shares.map(([figure, now, past, target]) => [
      ...head,
      figure,
      ...rateCells(now, target),
      ...pastCells(now, past),
      '',
    ]),
    [
      ...head,
      ...['mean_quality_score', '', whole(card.mean?.n ?? 0), ''],
      ...(isSaid
        ? [fraction(card.mean?.mean), fraction(card.mean?.interval?.low), fraction(card.mean?.interval?.high)]
        : ['', '', '']),
      ...['', isSaid ? '' : 'too_few', before.from, before.to, '', whole(before.mean?.n ?? 0)],
      ...[fraction(score?.difference), fraction(score?.low), fraction(score?.high), ''],
    ],
    [
      ...head,
      ...['turnaround_minutes_median', '', whole(card.turnaround?.n ?? 0), ''],
      ...(isTimed
        ? [card.turnaround?.median, interval?.low, interval?.high].map((minutes) => whole(minutes ?? 0))
        : ['', '', '']),
      ...['', isTimed ? '' : 'too_few', before.from, before.to, '', whole(before.turnaround?.n ?? 0)],
      ...noPast.slice(4),
    ],
    ...Object.entries(card.volume).map(([kind, n]) => [
      ...head,
      ...[
        `volume_${kind === 'policyQuestion' ? 'policy_question' : kind}`,
        '',
        whole(n),
        '',
        '',
        '',
        '',
        '',
        '',
      ],
      ...[before.from, before.to, '', whole(before.volume[kind as keyof typeof before.volume])],
      ...noPast.slice(4),
    ]),
    ...card.policies.map(({ policy, counts }) => [
      ...head,
      'accuracy',
      ...rateCells(rateOf(counts, 'accuracy'), card.targets.accuracy),
      ...noPast.slice(0, -1),
      policy,
    ]),
    ...card.trail
      .filter(({ from }) => from !== card.from)
      .flatMap(({ counts, ...span }) =>
        metrics.map((metric) => [
          ...headOf(span, isComplete({ ...card, to: span.to })),
          metric,
          ...rateCells(rateOf(counts, metric), targetFor(card.targets, metric)),
          ...noPast,
        ]),
      ),
  ])
}

type TeamPeriod = {
  teamName: string
  dataThrough: string | null
  targets: Targets
  weeks: { from: string; to: string } | null
  /** In the order of names. */
  people: readonly { name: string; counts: Counts }[]
  machines: Counts | null
}

/** Returns the figures of a team's people, and of its machines, as CSV. */
export function teamCsv({ teamName, dataThrough, targets, weeks, people, machines }: TeamPeriod): string {
  const rowsOf = (name: string, counts: Counts) =>
    measures.map((measure) => [
      ...[teamName, name, weeks?.from ?? '', weeks?.to ?? '', dataThrough ?? ''],
      measure,
      ...rateCells(rateOf(counts, measure), targetFor(targets, measure)),
    ])
  return writeCsv([
    teamColumns,
    ...people.flatMap(({ name, counts }) => rowsOf(name, counts)),
    ...(machines ? rowsOf('automated', machines) : []),
  ])
}
