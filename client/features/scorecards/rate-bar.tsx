import './axis.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { Axis } from '#client/ui/axis.ts'
import { IntervalBar } from '#client/ui/interval-bar.tsx'
import { estimateOf, type Rate } from '#shared/scorecards/rate-rules.ts'
import type { Metric } from '#shared/scorecards/rules.ts'
import type { Targets } from '#shared/scorecards/views.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { type Proportion, wilson } from '#shared/statistics/interval.ts'
import { targetOf } from './figures.ts'

type Props = { metric: Metric; of: Rate | Proportion; targets: Targets; axis: Axis; size?: 'row' | 'large' }

/**
 * The interval bar of a metric beside its target, by its effective n where it is weighted; nothing where nothing was verified,
 * and the reason in a word where the rate is refused.
 */
export function RateBar({ metric, of, targets, axis, size = 'row' }: Props) {
  const t = useT()
  if ('kind' in of && of.kind === 'refused')
    return <span className="text-caption text-quiet">{t('score.refused.short')}</span>
  const { x, n } = estimateOf(of)
  const interval = wilson(x, n)
  if (!interval) return null
  if (n < percentageFloor)
    return (
      <span className={`interval interval-${size} interval-few`}>
        {t('interval.few', { x: of.x, n: of.n })}
      </span>
    )
  const target = targetOf(targets, metric)
  return (
    <IntervalBar
      label={t(`score.metric.${metric}`)}
      x={of.x}
      n={Math.floor(n)}
      value={x / n}
      low={interval.low}
      high={interval.high}
      target={target.rate}
      better={target.better}
      axis={axis}
      size={size}
    />
  )
}

/** Above rows of bars: what they show, its target, and the ends of their common axis. */
export function AxisLine({ metric, targets, axis }: { metric: Metric; targets: Targets; axis: Axis }) {
  const t = useT()
  const { percent } = useFormat()
  const target = targetOf(targets, metric)
  return (
    <div className="text-caption">
      <div className="axis-text inset">
        <span>
          {t(`score.metric.${metric}`)} ·{' '}
          {t(target.better === 'above' ? 'interval.target' : 'interval.limit', { p: percent(target.rate) })}
        </span>
        <span className="axis-ends" aria-hidden="true">
          <span>{percent(axis.from)}</span>
          <span>{percent(axis.to)}</span>
        </span>
      </div>
    </div>
  )
}
