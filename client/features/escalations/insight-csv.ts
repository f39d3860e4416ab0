import type { InsightView } from '#shared/escalations/insight-views.ts'
import { writeCsv } from '#shared/tables/write.ts'
import type { LanguageRow } from './insight-languages.ts'

const figureColumns = [
  ...['clock', 'part', 'code', 'in_time', 'n', 'median_minutes', 'median_low', 'median_high'],
  ...['p90_minutes', 'p90_low', 'p90_high'],
]
const languageColumns = [
  ...['language', 'decided_by', 'correct', 'n', 'effective_n', 'accuracy', 'accuracy_low', 'accuracy_high'],
  ...['error_rate', 'error_low', 'error_high', 'note'],
]
const cell = (value: number | string | null | undefined) =>
  value === null || value === undefined ? '' : String(value)
const fraction = (value: number | undefined) => (value === undefined ? '' : String(Number(value.toFixed(6))))

/** Returns a month's figures of escalations as CSV, with comments on how they are made in its first lines. */
export const insightCsv = ({ teamName, month, zone, raised, figures }: InsightView): string =>
  writeCsv([
    [
      `# Dure: escalations of ${teamName} submitted in ${month} (${zone}), ${raised} in all, merged ones left out`,
    ],
    [
      '# in_time of n: clocks that stopped in time of those that stopped or ran out, by business hours and pauses',
    ],
    [
      '# minutes from start to stop, nights and pauses included; low and high are a 95 % interval by order statistics',
    ],
    figureColumns,
    ...figures.map(({ clock, part, code, met, n, times }) => [
      ...[clock, part, code, cell(met), cell(n)],
      ...[0.5, 0.9].flatMap((share) => {
        const found = times.find((time) => time.share === share)
        return [cell(found?.value), cell(found?.low), cell(found?.high)]
      }),
    ]),
  ])

/** Returns accuracy and error rate by language as CSV, people and machines apart. */
export const languagesCsv = (
  { teamName, from, through }: { teamName: string; from: string; through: string | null },
  rows: readonly LanguageRow[],
): string =>
  writeCsv([
    [
      `# Dure: verified decisions of ${teamName} by language, thirteen weeks from ${from}, data up to ${through ?? '-'}`,
    ],
    [
      '# people and machines (decided_by) apart; drawn for rates alone, weighted back where draws were; hand-picked cases left out',
    ],
    [
      '# shares are fractions of 1 with a 95 % interval (Wilson); empty under 10 and where a rate is refused, and note says why',
    ],
    languageColumns,
    ...rows.map(({ language, by, rate, accuracy, note }) => [
      ...[language ?? '(joined)', by, cell(rate.x), cell(rate.n)],
      rate.kind === 'weighted' ? fraction(rate.effectiveN) : '',
      ...[fraction(accuracy?.share), fraction(accuracy?.low), fraction(accuracy?.high)],
      ...(accuracy
        ? [fraction(1 - accuracy.share), fraction(1 - accuracy.high), fraction(1 - accuracy.low)]
        : ['', '', '']),
      note,
    ]),
  ])
