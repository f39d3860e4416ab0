import './note.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { paths } from '#client/lib/paths.ts'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { NoteView } from '#shared/coaching/views.ts'
import { can } from '#shared/policy.ts'
import { useCriterionText } from './criterion-text.ts'
import { useErrorCases } from './error-cases.ts'

/** The point that the note is about and, for who may read them, the cases behind it. */
export function NoteEvidence({ note }: { note: NoteView }) {
  const t = useT()
  const me = useMe()
  const point = useCriterionText()(note.criterion)
  const { teamId, subject, evidence } = note
  if (!point && evidence.length === 0) return null
  const mayOpen = can(actorOf(me), 'case.read', { analystId: subject.personId, teamId })
  if (mayOpen && evidence.length > 0) return <Cases note={note} point={point} />
  return (
    <Part variant="ruled" level={3} heading={t('note.evidence')}>
      <p className="note-point">
        {[point, evidence.length > 0 && t('note.evidence.cases', { n: evidence.length })]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </Part>
  )
}

/** The newest first; what this phone does not hold is a number until it is opened. */
function Cases({ note, point }: { note: NoteView; point: string | undefined }) {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const known = new Map(
    useErrorCases(note.subject.personId, null).map((errorCase) => [errorCase.auditId, errorCase]),
  )
  const cases = note.evidence
    .map((auditId) => ({ auditId, found: known.get(auditId) }))
    .sort((a, b) => (b.found?.decidedAt ?? '').localeCompare(a.found?.decidedAt ?? ''))
  return (
    <div className="note-cases">
      <RowGroup
        heading={t('note.evidence')}
        aside={point ?? t('note.evidence.cases', { n: cases.length })}
        limit={3}
      >
        {cases.map(({ auditId, found }, index) => (
          <Row
            key={auditId}
            title={
              found
                ? [found.caseRef, names.policy(found.policy)].join(' · ')
                : t('note.evidence.nth', { n: index + 1 })
            }
            detail={found && `${t(`case.outcome.${found.outcome}`)} · ${format.date(found.decidedAt)}`}
            to={paths.case(auditId)}
          />
        ))}
      </RowGroup>
    </div>
  )
}
