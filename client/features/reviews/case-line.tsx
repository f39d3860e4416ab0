import './review.css'
import { useT } from '#client/lib/i18n.ts'
import { useCaseNames, useReviewedCase } from './data.ts'

/** The facts of the case that is reviewed, in two lines. */
export function CaseLine({ auditId }: { auditId: string }) {
  const t = useT()
  const { data } = useReviewedCase(auditId)
  const named = useCaseNames()
  if (!data) return <p className="review-case text-label text-quiet">{t('review.case.unknown')}</p>
  const { caseRef, decision, verifiedDecision } = data
  const { facts, decisionName } = named(data)
  return (
    <div className="review-case">
      <p className="text-strong">
        {caseRef} · {facts}
      </p>
      <p className="text-label text-quiet">
        {t('review.case.decision', { decision: decisionName(decision) })}
        {verifiedDecision && ` · ${t('review.case.verified', { decision: decisionName(verifiedDecision) })}`}
      </p>
    </div>
  )
}
