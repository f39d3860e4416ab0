import './rate.css'
import type { ReactNode } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Heading } from '#client/ui/heading.tsx'
import { estimateOf, type Rate } from '#shared/scorecards/rate-rules.ts'
import type { Metric } from '#shared/scorecards/rules.ts'
import type { Targets } from '#shared/scorecards/views.ts'
import { rateDisplay } from '#shared/statistics/floors.ts'
import { commonAxis } from './figures.ts'
import { RateBar } from './rate-bar.tsx'

type Props = {
  metric: Metric
  of: Rate
  targets: Targets
  /** Whose decisions it speaks of. */
  whose: string
  /** Decisions of the period that were not verified: they are in no rate. */
  unverified: number
  /** At the right of the last line: what leads to the cases. */
  children?: ReactNode
}

/** The one large figure of a screen with its range, bar, target and n; under ten decisions only "x of n", and the reason where a rate is refused. */
export function RateFigure({ metric, of, targets, whose, unverified, children }: Props) {
  const t = useT()
  const format = useFormat()
  const shown = rateDisplay(estimateOf(of))
  const counted = [
    t('score.n', { n: of.n }),
    ...(of.kind === 'weighted' ? [t('score.weighted', { n: Math.floor(of.effectiveN) })] : []),
    ...(unverified > 0 ? [t('score.unverified', { n: unverified })] : []),
  ].join(' · ')
  return (
    <section className="rate-figure inset" aria-label={t(`score.metric.${metric}`)}>
      <Heading level={2} variant="label">
        {t(`score.metric.${metric}`)} · {whose}
      </Heading>
      {of.kind === 'refused' && <p>{t(`score.refused.${of.reason}`)}</p>}
      {of.kind !== 'refused' && shown.kind === 'none' && <p>{t('score.nothing')}</p>}
      {shown.kind === 'count' && (
        <p className="text-strong">
          {metric === 'accuracy' ? t('score.few', { x: of.x, n: of.n }) : format.xOfN(of.x, of.n)}
        </p>
      )}
      {(shown.kind === 'interval' || shown.kind === 'judged') && (
        <>
          <p className="rate-line">
            <span className="text-figure">{format.percent(shown.rate)}</span>
            <span className="text-label text-quiet">
              {t('score.range', { range: format.percentRange(shown.interval.low, shown.interval.high) })}
            </span>
          </p>
          <RateBar
            metric={metric}
            of={of}
            targets={targets}
            axis={commonAxis([of], { metric, targets })}
            size="large"
          />
        </>
      )}
      <div className="rate-foot">
        <span className="text-label text-quiet">{counted}</span>
        {children}
      </div>
    </section>
  )
}
