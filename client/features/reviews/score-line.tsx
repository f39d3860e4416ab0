import './review.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Span } from '#client/ui/span.tsx'
import type { ReviewScore } from '#shared/reviews/rules.ts'

type Score = Pick<ReviewScore, 'score' | 'rawScore'>

/**
 * A score as it stands, on the span from 0 to 100, and how many criteria are left; a failed critical criterion says what it
 * cost.
 */
export function ScoreStrip({ rated: { score, rawScore }, left }: { rated: Score; left: number }) {
  const t = useT()
  const onHundred = useOnHundred()
  const isZeroed = score === 0 && rawScore !== null && rawScore > 0
  return (
    <section className="review-score" aria-label={t('review.running')}>
      <p className="text-heading" aria-live="polite">
        {score === null || rawScore === null ? t('review.notScored') : onHundred(score)}
        {isZeroed && (
          <span className="text-label"> {t('review.without', { score: onHundred(rawScore) })}</span>
        )}
      </p>
      <span className="review-span">
        <Span range={[0, score ?? 0]} {...(rawScore === null ? {} : { mark: rawScore })} />
      </span>
      {left > 0 && <p className="text-label text-quiet">{t('review.left', { n: left })}</p>}
    </section>
  )
}

/** The analyst's own score, where an error is not theirs. */
export function OwnScore({ rated, own }: { rated: Score; own: Score }) {
  const t = useT()
  const onHundred = useOnHundred()
  if (own.score === rated.score) return null
  return (
    <p className="text-label text-quiet">
      {t('review.own', { score: own.score === null ? t('review.notScored') : onHundred(own.score) })}
    </p>
  )
}

function useOnHundred() {
  const format = useFormat()
  return (share: number) => format.number(Math.round(share * 1000) / 10)
}
