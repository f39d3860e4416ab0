import './review.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Span } from '#client/ui/span.tsx'
import type { ReviewScore } from '#shared/reviews/rules.ts'

type Score = Pick<ReviewScore, 'score' | 'rawScore'>
type Props = { rated: Score; own: Score; left: number }

/**
 * A score as it stands, on the span from 0 to 100. A failed critical criterion says what it cost; where an error is not the
 * analyst's, their own score stands beside it.
 */
export function ScoreLine({ rated, own, left }: Props) {
  const t = useT()
  const format = useFormat()
  const onHundred = (share: number) => format.number(Math.round(share * 1000) / 10)
  const { score, rawScore } = rated
  const figure = score === null || rawScore === null ? t('review.notScored') : onHundred(score)
  const isZeroed = score === 0 && rawScore !== null && rawScore > 0
  return (
    <div className="review-score">
      <p className="text-heading" aria-live="polite">
        {figure}
        {isZeroed && (
          <span className="text-label"> {t('review.without', { score: onHundred(rawScore) })}</span>
        )}
      </p>
      <Span range={[0, score ?? 0]} {...(rawScore === null ? {} : { mark: rawScore })} />
      <p className="text-label text-quiet">
        {[
          left > 0 && t('review.left', { n: left }),
          own.score !== score &&
            t('review.own', { score: own.score === null ? t('review.notScored') : onHundred(own.score) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}
