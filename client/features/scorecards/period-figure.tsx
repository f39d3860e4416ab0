import './rate.css'
import './score.css'
import './person-figures.css'
import { Link } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { axisFor } from '#client/ui/axis.ts'
import { Heading } from '#client/ui/heading.tsx'
import { IntervalBar } from '#client/ui/interval-bar.tsx'
import { Span } from '#client/ui/span.tsx'
import type { AgainstPast, Mean } from '#shared/scorecards/past-rules.ts'
import { colourFloor, percentageFloor, rateDisplay } from '#shared/statistics/floors.ts'
import { type Proportion, wilson } from '#shared/statistics/interval.ts'
import { PastLines } from './past-lines.tsx'

type Props = {
  label: string
  /** The figure in words, where it is no share. */
  value?: string
  of?: Proportion
  past?: AgainstPast | null
  /** The side that is good. */
  better?: 'above' | 'below'
  /** Names what n counts. */
  unit?: string
  notes?: readonly string[]
  /** The cases that it counts. */
  to?: string | undefined
  /** The list that holds what it is made of, where that is no list of cases. */
  source?: string
}

function SourceLink({ to }: { to: string }) {
  const t = useT()
  return (
    <div className="print-hidden">
      <Link to={to} className="score-viewers">
        {t('figures.source')}
      </Link>
    </div>
  )
}

/** A figure without a target: a share with its interval, by the same floors as every other, or a number in words. */
export function PlainFigure({
  label,
  value,
  of,
  past = null,
  better = 'above',
  unit,
  notes = [],
  to,
  source,
}: Props) {
  const t = useT()
  const format = useFormat()
  const shown = of && rateDisplay(of)
  const interval = of && wilson(of.x, of.n)
  return (
    <section className="person-figures-part" aria-label={label}>
      <div className="rate-figure inset">
        <Heading level={2} variant="label">
          {label}
        </Heading>
        {value !== undefined && <p className="text-strong">{value}</p>}
        {of && shown?.kind === 'none' && <p>{t('figures.none')}</p>}
        {of && shown?.kind === 'count' && <p className="text-strong">{format.xOfN(of.x, of.n)}</p>}
        {of && shown && 'rate' in shown && interval && (
          <>
            <p className="rate-line">
              <span className="text-strong">{format.percent(shown.rate)}</span>
              <span className="text-label text-quiet">
                {t('score.range', { range: format.percentRange(interval.low, interval.high) })}
              </span>
            </p>
            <IntervalBar
              {...{ label, x: of.x, n: of.n, ...interval, better }}
              size="large"
              axis={axisFor([interval], better)}
            />
          </>
        )}
        {unit && of && of.n > 0 && <p className="text-label text-quiet">{unit}</p>}
        {notes.map((note) => (
          <p key={note} className="text-label text-quiet">
            {note}
          </p>
        ))}
        {to && !of && (
          <div className="print-hidden">
            <Link to={to} className="score-viewers">
              {t('figures.open')}
            </Link>
          </div>
        )}
      </div>
      {of && of.n > 0 && <PastLines before={past} to={to} n={of.n} />}
      {of && of.n > 0 && source && (
        <div className="inset">
          <SourceLink to={source} />
        </div>
      )}
    </section>
  )
}

/** The mean of scores with its t interval: bounded scores are no proportion, so never Wilson's. */
export function MeanFigure({
  mean,
  past,
  source,
}: {
  mean: Mean | null
  past: AgainstPast | null
  source: string
}) {
  const t = useT()
  const format = useFormat()
  const onHundred = (share: number) => format.number(Math.round(share * 1000) / 10)
  return (
    <section className="person-figures-part" aria-label={t('figures.mean')}>
      <div className="rate-figure inset">
        <Heading level={2} variant="label">
          {t('figures.mean')}
        </Heading>
        {mean === null ? (
          <p>{t('figures.none')}</p>
        ) : mean.n < percentageFloor || mean.interval === null ? (
          <p className="text-strong">{t('figures.mean.few', { n: mean.n })}</p>
        ) : (
          <>
            <p className="rate-line">
              <span className="text-strong">{onHundred(mean.mean)}</span>
              <span className="text-label text-quiet">
                {t('figures.mean.range', {
                  low: onHundred(mean.interval.low),
                  high: onHundred(mean.interval.high),
                })}
              </span>
            </p>
            <Span
              range={[mean.interval.low, mean.interval.high]}
              mark={mean.mean}
              outline={mean.n < colourFloor}
              label={t('figures.mean')}
            />
            <p className="text-label text-quiet">{t('figures.reviews', { n: mean.n })}</p>
          </>
        )}
      </div>
      {mean !== null && <PastLines before={past} />}
      {mean !== null && (
        <div className="inset">
          <SourceLink to={source} />
        </div>
      )}
    </section>
  )
}
