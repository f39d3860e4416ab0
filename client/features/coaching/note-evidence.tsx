import ChevronRight from 'lucide-react/icons/chevron-right'
import { Link } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NoteView } from '#shared/coaching.ts'
import { can } from '#shared/policy.ts'
import { useErrorCases } from './error-cases.ts'
import { usePointWords } from './point-words.ts'

/** The point that the note is about and, for who may read them, the cases behind it. */
export function NoteEvidence({ note }: { note: NoteView }) {
  const t = useT()
  const me = useMe()
  const point = usePointWords()(note.criterion)
  const { teamId, subject, evidence } = note
  if (!point && evidence.length === 0) return null
  const mayOpen = can(actorOf(me), 'case.read', { analystId: subject.personId, teamId })
  return (
    <section className="note-part">
      <h3>{t('note.evidence')}</h3>
      {point && <p className="note-point">{point}</p>}
      {evidence.length > 0 &&
        (mayOpen ? (
          <CaseLinks note={note} />
        ) : (
          <p className="note-point">{t('note.evidence.cases', { n: evidence.length })}</p>
        ))}
    </section>
  )
}

function CaseLinks({ note }: { note: NoteView }) {
  const t = useT()
  const format = useFormat()
  const known = new Map(useErrorCases(note.subject.personId, null).map((one) => [one.auditId, one]))
  return (
    <ul>
      {note.evidence.map((auditId, at) => {
        const found = known.get(auditId)
        return (
          <li key={auditId}>
            <Link to={paths.case(auditId)} viewTransition className="note-link">
              <span className="note-link-words">
                <span className="one-line">
                  {found ? [found.caseRef, found.policy].join(' · ') : t('note.evidence.nth', { n: at + 1 })}
                </span>
                {found && (
                  <span className="text-label text-quiet">
                    {t(`case.outcome.${found.outcome}`)} · {format.date(found.decidedAt)}
                  </span>
                )}
              </span>
              <Icon icon={ChevronRight} small />
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
