import './rate.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Heading } from '#client/ui/heading.tsx'
import type { Counts } from '#shared/audits/views.ts'
import { type amongOf, estimateOf, rateOf } from '#shared/scorecards/rate-rules.ts'
import { rateDisplay } from '#shared/statistics/floors.ts'

type Among = (typeof amongOf)[keyof typeof amongOf]

/** Returns an error counted among what could go wrong that way; its percentage from ten on, nothing where there is none. */
export function useAmong(): (counts: Counts, measure: Among) => string | undefined {
  const t = useT()
  const format = useFormat()
  return (counts, measure) => {
    const rate = rateOf(counts, measure)
    if (rate.n === 0) return undefined
    if (rate.kind === 'refused') return undefined
    const shown = rateDisplay(estimateOf(rate))
    const percent = 'rate' in shown ? format.percent(shown.rate) : undefined
    return t(`score.among.${measure}`, { x: rate.x, n: rate.n, percent })
  }
}

/** An error among what could go wrong that way, with its range and both n where it is weighted; or why it is not said. */
export function AmongFigure({ counts, measure }: { counts: Counts; measure: Among }) {
  const t = useT()
  const format = useFormat()
  const rate = rateOf(counts, measure)
  if (rate.n === 0) return null
  const shown = rateDisplay(estimateOf(rate))
  const foot = [
    t(`score.amongN.${measure}`, { n: rate.n }),
    ...(rate.kind === 'weighted' ? [t('score.weighted', { n: Math.floor(rate.effectiveN) })] : []),
  ]
  return (
    <section className="rate-figure inset" aria-label={t(`score.amongName.${measure}`)}>
      <Heading level={2} variant="label">
        {t(`score.amongName.${measure}`)}
      </Heading>
      {rate.kind === 'refused' && <p>{t(`score.refused.${rate.reason}`)}</p>}
      {shown.kind === 'count' && <p className="text-strong">{format.xOfN(rate.x, rate.n)}</p>}
      {'rate' in shown && (
        <p className="rate-line">
          <span className="text-strong">{format.percent(shown.rate)}</span>
          <span className="text-label text-quiet">
            {t('score.range', { range: format.percentRange(shown.interval.low, shown.interval.high) })}
          </span>
        </p>
      )}
      <p className="text-label text-quiet">{foot.join(' · ')}</p>
    </section>
  )
}

/** Decisions on the right side with the wrong action or policy, counted apart; nothing where there is none. */
export function WrongSelection({ counts }: { counts: Counts }) {
  const t = useT()
  const { x, n } = rateOf(counts, 'other_error')
  return x > 0 ? <p className="text-label">{t('score.wrongSelection', { x, n })}</p> : null
}
