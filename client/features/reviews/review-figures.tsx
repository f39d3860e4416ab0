import './review.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { axisFor } from '#client/ui/axis.ts'
import { IntervalBar } from '#client/ui/interval-bar.tsx'
import { Span } from '#client/ui/span.tsx'
import { figuresOf } from '#shared/reviews/figures-rules.ts'
import type { ReviewSummary } from '#shared/reviews/views.ts'
import { criticalKinds } from '#shared/rubrics/rules.ts'
import { rateDisplay } from '#shared/statistics/floors.ts'
import { type Proportion, wilson } from '#shared/statistics/interval.ts'

/**
 * Three figures and never one: audits without a critical error, right decisions, and the mean score. Each has its n and how
 * sure it is; under ten reviews there are counts alone.
 */
export function ReviewFigures({ reviews }: { reviews: readonly ReviewSummary[] }) {
  const t = useT()
  const format = useFormat()
  const { critical, decision, mean, byKind } = figuresOf(reviews)
  const onHundred = (share: number) => format.number(Math.round(share * 1000) / 10)
  return (
    <section className="review-figures" aria-label={t('review.figures')}>
      <Figure label={t('review.figure.critical')} of={critical}>
        {criticalKinds
          .filter((kind) => byKind[kind] > 0)
          .map((kind) => (
            <p key={kind} className="text-label text-quiet">
              {t('review.figure.kind', { kind: t(`rubric.kind.${kind}`), n: byKind[kind] })}
            </p>
          ))}
      </Figure>
      <Figure label={t('review.figure.decision')} of={decision} />
      <div className="stack stack-close">
        <p className="text-label text-quiet">{t('review.figure.mean')}</p>
        {mean === null ? (
          <p className="text-strong">{t('review.notScored')}</p>
        ) : mean.n < 10 || mean.interval === null ? (
          <p className="text-strong">{t('review.figure.few', { n: mean.n })}</p>
        ) : (
          <>
            <p className="text-strong">
              {t('review.figure.points', {
                score: onHundred(mean.mean),
                low: onHundred(mean.interval.low),
                high: onHundred(mean.interval.high),
                n: mean.n,
              })}
            </p>
            <Span range={[mean.interval.low, mean.interval.high]} mark={mean.mean} outline={mean.n < 30} />
          </>
        )}
      </div>
    </section>
  )
}

function Figure({
  label,
  of: proportion,
  children,
}: {
  label: string
  of: Proportion
  children?: React.ReactNode
}) {
  const t = useT()
  const format = useFormat()
  const { x, n } = proportion
  const shown = rateDisplay(proportion)
  const interval = wilson(x, n)
  return (
    <div className="stack stack-close">
      <p className="text-label text-quiet">{label}</p>
      <p className="text-strong">
        {shown.kind === 'none'
          ? t('review.figure.none')
          : shown.kind === 'count'
            ? format.xOfN(x, n)
            : t('review.figure.share', {
                share: format.percent(shown.rate),
                range: format.percentRange(shown.interval.low, shown.interval.high),
                n,
              })}
      </p>
      {shown.kind !== 'none' && shown.kind !== 'count' && interval && (
        <IntervalBar
          {...{ label, x, n, ...interval }}
          better="above"
          size="large"
          axis={axisFor([interval])}
        />
      )}
      {children}
    </div>
  )
}
