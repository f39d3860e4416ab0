import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { Row } from '#client/ui/row.tsx'
import type { CaseView } from '#shared/audits/views.ts'

type Props = { view: CaseView; policyName: (policy: string) => string; as: 'li' | 'div' }

/** A case in a list: policy, what was decided against what was verified, and when. */
export function CaseRow({ view, policyName, as }: Props) {
  const t = useT()
  const { shortDate } = useFormat()
  const open = view.looks.some(({ status }) => status === 'open')
  // The kind of error says what was verified, except where both lie on one side.
  const judged =
    view.outcome === 'other_error' && view.verifiedDecision !== null
      ? t('cases.row.verified', { decision: view.decision, verified: view.verifiedDecision })
      : t('cases.row', { decision: view.decision })
  const parts = [t(`case.outcome.${view.outcome}`), open ? t('recheck.status.open') : judged]
  return (
    <Row
      as={as}
      title={policyName(view.policy)}
      detail={parts.join(' · ')}
      aside={<span className="text-caption">{shortDate(view.decidedAt)}</span>}
      to={paths.case(view.auditId)}
    />
  )
}
