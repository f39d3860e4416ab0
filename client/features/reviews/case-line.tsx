import './review.css'
import { useT } from '#client/lib/i18n.ts'
import { useReviewedCase } from './data.ts'

/** The facts of the case that is reviewed, in two lines. */
export function CaseLine({ auditId }: { auditId: string }) {
  const t = useT()
  const { data } = useReviewedCase(auditId)
  if (!data) return <p className="review-case text-label text-quiet">{t('review.case.unknown')}</p>
  const { caseRef, policy, queue, language, decision, verifiedDecision } = data
  return (
    <div className="review-case">
      <p className="text-strong">
        {caseRef} · {[policy, queue, language].filter(Boolean).join(' · ')}
      </p>
      <p className="text-label text-quiet">
        {t('review.case.decision', { decision })}
        {verifiedDecision && ` · ${t('review.case.verified', { decision: verifiedDecision })}`}
      </p>
    </div>
  )
}
