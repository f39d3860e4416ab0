import './trends.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { axisFor } from '#client/ui/axis.ts'
import { IntervalBar } from '#client/ui/interval-bar.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { estimateOf, type Rate, wholeEstimateOf } from '#shared/scorecards/rate-rules.ts'
import { type Period, periodWeeks } from '#shared/scorecards/rules.ts'
import {
  countsWithin,
  type TrendDimension,
  type TrendGroup,
  type TrendMeasure,
  trendMondays,
  trendRateOf,
} from '#shared/scorecards/trend-rules.ts'
import type { TeamTrends } from '#shared/scorecards/trend-views.ts'
import type { Targets } from '#shared/scorecards/views.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { wilson } from '#shared/statistics/interval.ts'
import { heatCells } from './heat-geometry.ts'
import { HeatMap } from './heat-map.tsx'
import { usePartName } from './trend-sentences.ts'

type Props = {
  trends: TeamTrends
  dimension: TrendDimension
  period: Period
  group: TrendGroup
  heading: string
}

/** Parts that may be compared: their weeks as a map, then each with the range of the chosen period. */
export function TrendGroupView({ trends, dimension, period, group, heading }: Props) {
  const t = useT()
  const format = useFormat()
  const nameOf = usePartName(dimension)
  const breaksOf = useBreaks(trends)
  const last = periodWeeks[period]
  const targets = trends.targets[period]
  const limit = limitOf(targets, 'errors')
  const parts = group.parts.map((part) => ({
    ...part,
    name: nameOf(part),
    rate: trendRateOf(part.measure, countsWithin(part, last)),
    cells: heatCells(part, limit ?? 0),
    breaks: breaksOf(dimension === 'policy' ? part.code : undefined),
  }))
  const axis = axisFor(
    parts.flatMap(({ rate }) => rangeOf(rate) ?? []),
    'below',
    limit,
  )
  const sentence = [heading, t('trends.map', { weeks: format.shortDate(trends.firstWeek) })].join(': ')
  return (
    <RowGroup
      heading={heading}
      limit={parts.length}
      lead={
        <div className="inset">
          <HeatMap
            sentence={sentence}
            rows={parts}
            weeks={trendMondays(trends.firstWeek)}
            limit={limit ?? 0}
            period={{ label: t('score.weeks', { n: last }), weeks: last }}
          />
          <p className="text-caption trends-axis">
            {t('trends.axis', { n: last, range: format.percentRange(axis.from, axis.to) })}
          </p>
        </div>
      }
    >
      {parts.map(({ key, name, measure, rate }) => (
        <Row
          key={key}
          title={name}
          detail={rate.n > 0 ? t('trends.wrong', { x: rate.x, n: rate.n }) : t('trends.nothing')}
          aside={<TrendBar {...{ rate, axis }} label={name} limit={limitOf(targets, measure)} />}
        />
      ))}
    </RowGroup>
  )
}

/** The most errors that the targets leave room for; a wrong selection alone has no limit. */
function limitOf(targets: Targets, measure: TrendMeasure): number | undefined {
  if (measure === 'errors') return Number((1 - targets.accuracy).toFixed(6))
  if (measure === 'missed') return targets.missed
  return measure === 'over_enforced' ? targets.overEnforced : undefined
}

/** Returns the plausible range of a rate of ten effective audits and more. */
function rangeOf(rate: Rate) {
  const { x, n } = estimateOf(rate)
  return n >= percentageFloor ? wilson(x, n) : null
}

type BarProps = {
  rate: Rate
  axis: { from: number; to: number }
  label: string
  limit: number | undefined
}

/** The plausible range; nothing under ten audits, where the row says x of n. */
function TrendBar({ rate, axis, label, limit }: BarProps) {
  const t = useT()
  if (rate.kind === 'refused')
    return <span className="text-caption text-quiet">{t('score.refused.short')}</span>
  const range = rangeOf(rate)
  if (!range) return null
  const { x, n } = estimateOf(rate)
  return (
    <IntervalBar
      label={label}
      {...{ ...wholeEstimateOf(rate), ...range, axis }}
      value={x / n}
      target={limit}
      better="below"
    />
  )
}

/** Returns a function that places new versions among the weeks: those of one policy, or of all. */
function useBreaks({ versions, firstWeek }: TeamTrends) {
  const t = useT()
  const names = useNames()
  return (policy: string | null | undefined) =>
    versions
      .filter((version) => policy === undefined || version.policy === policy)
      .map(({ policy: code, effectiveFrom }) => ({
        weeksIn: Temporal.PlainDate.from(firstWeek).until(effectiveFrom).total('days') / 7,
        name: t('score.version', { policy: names.policy(code), n: 1 }),
      }))
}
