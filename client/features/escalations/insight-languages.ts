import { addCounts, noCounts } from '#shared/audits/rules.ts'
import { estimateOf, type Rate, rateOf } from '#shared/scorecards/rate-rules.ts'
import { countsWithin, trendGroups, trendWeeks } from '#shared/scorecards/trend-rules.ts'
import type { TeamTrends } from '#shared/scorecards/trend-views.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { wilson } from '#shared/statistics/interval.ts'

/** How right the decisions in one language were, of people or of machines. */
export interface LanguageRow {
  /** Empty where the log does not say it, null for parts of fewer than three people in one sum. */
  language: string | null
  by: 'person' | 'automated'
  rate: Rate
  /** The share with its 95 % interval; undefined where nothing may be said of so few, or of a refused rate. */
  accuracy: { share: number; low: number; high: number } | undefined
  note: string
}

/** Returns the languages of thirteen weeks over all queues, people first, by their codes. */
export function languageRows(trends: TeamTrends): LanguageRow[] {
  return [...rowsOf(trends.people, 'person'), ...rowsOf(trends.machines, 'automated')]
}

function rowsOf(cells: TeamTrends['people'], by: LanguageRow['by']): LanguageRow[] {
  const parts = trendGroups(cells, 'language').flatMap((group) => group.parts)
  return [...Map.groupBy(parts, ({ code }) => code)]
    .map(([language, same]) => {
      const counts = same.map((part) => countsWithin(part, trendWeeks)).reduce(addCounts, noCounts)
      return { language, by, ...readingOf(rateOf(counts, 'accuracy')) }
    })
    .filter(({ rate }) => rate.n > 0)
    .toSorted((left, right) => (left.language ?? '~').localeCompare(right.language ?? '~', 'en'))
}

function readingOf(rate: Rate): Pick<LanguageRow, 'rate' | 'accuracy' | 'note'> {
  if (rate.kind === 'refused') return { rate, accuracy: undefined, note: rate.reason }
  const { x, n } = estimateOf(rate)
  const interval = n >= percentageFloor ? wilson(x, n) : null
  if (!interval) return { rate, accuracy: undefined, note: 'too_few' }
  return { rate, accuracy: { share: x / n, ...interval }, note: '' }
}
