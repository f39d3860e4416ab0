import type { Counts } from '#shared/audits/views.ts'
import {
  type TrendDimension,
  type TrendGroup,
  type TrendPart,
  trendDimensions,
  trendGroups,
  trendMondays,
  trendRateOf,
} from '#shared/scorecards/trend-rules.ts'
import type { TeamTrends } from '#shared/scorecards/trend-views.ts'
import { writeCsv } from '#shared/tables/write.ts'
import { rateCells } from './csv-files.ts'

/**
 * The columns of downloaded trends: a row for each part and week that has audits. x are the wrong decisions, of any kind or of
 * the kind that `part` names; `share` and its 95 % interval are fractions of 1, and `limit` is the one of the first week. An unknown queue or language is empty;
 * '(joined)' are parts of fewer than three people in one sum.
 */
export const trendColumns = [
  ...['team', 'decided_by', 'by', 'queue', 'part', 'week', 'data_through'],
  ...['x', 'n', 'effective_n', 'share', 'low', 'high', 'limit', 'note'],
  ...['missed', 'over_enforced', 'wrong_selection', 'unverified'],
] as const

/** Returns every week of every part, of people and then of machines. */
export function trendsCsv(trends: TeamTrends): string {
  const { teamName, dataThrough } = trends
  const targets = trends.targets['13w']
  const mondays = trendMondays(trends.firstWeek)
  const limits = { errors: 1 - targets.accuracy, missed: targets.missed, over_enforced: targets.overEnforced }
  const limitOf = (measure: TrendPart['measure']) => (measure === 'other_error' ? undefined : limits[measure])
  const named = (code: string | null) => code ?? '(joined)'
  const kinds = ({ n, correct, missed, overEnforced, unverified }: Counts) =>
    [missed, overEnforced, n - correct - missed - overEnforced, unverified].map(String)

  const rowsOf = (maker: string, by: TrendDimension, { queue, parts }: TrendGroup) =>
    parts.flatMap(({ code, measure, weeks }) =>
      weeks.flatMap((counts, week) =>
        counts.n + counts.unverified === 0
          ? []
          : [
              [
                ...[teamName, maker, by, by === 'language' ? named(queue) : '', named(code)],
                ...[mondays[week] ?? '', dataThrough ?? ''],
                ...rateCells(trendRateOf(measure, counts), limitOf(measure)),
                ...kinds(counts),
              ],
            ],
      ),
    )
  const all = (maker: string, cells: TeamTrends['people']) =>
    trendDimensions.flatMap((by) => trendGroups(cells, by).flatMap((group) => rowsOf(maker, by, group)))
  return writeCsv([trendColumns, ...all('person', trends.people), ...all('automated', trends.machines)])
}
