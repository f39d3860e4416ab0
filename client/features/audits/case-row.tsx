import './cases.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { Names } from '#client/lib/names.ts'
import { paths } from '#client/lib/paths.ts'
import { Row } from '#client/ui/row.tsx'
import type { CaseView } from '#shared/audits/views.ts'

type Props = {
  view: CaseView
  names: Names
  /** The address of the list, by which the case leads on to the next one. */
  list: string
  as: 'li' | 'div'
}

/** A case in a list, told from the others: policy and outcome, its number, what was decided, and when. */
export function CaseRow({ view, names, list, as }: Props) {
  const t = useT()
  const { shortDate, time } = useFormat()
  const open = view.looks.some(({ status }) => status === 'open')
  // The kind of error says what was verified, except where both lie on one side.
  const judged =
    view.outcome === 'other_error' && view.verifiedDecision !== null
      ? t('cases.row.verified', {
          decision: names.decision(view.decision),
          verified: names.decision(view.verifiedDecision),
        })
      : t('cases.row', { decision: names.decision(view.decision) })
  const parts = [view.caseRef, open ? t('recheck.status.open') : judged]
  return (
    <Row
      as={as}
      title={`${names.policy(view.policy)} · ${t(`case.outcome.${view.outcome}`)}`}
      detail={parts.join(' · ')}
      aside={
        <span className="text-caption cases-when">
          <span>{shortDate(view.decidedAt)}</span>
          <span>{time(view.decidedAt)}</span>
        </span>
      }
      to={`${paths.case(view.auditId)}?${list}`}
    />
  )
}
