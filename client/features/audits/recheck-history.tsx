import './case.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { Part } from '#client/ui/part.tsx'
import type { CaseView, LookView } from '#shared/audits/views.ts'
import { LookState } from './look-state.tsx'

/** Everything that was asked about a case and answered, newest first. */
export function LookHistory({ view }: { view: CaseView }) {
  const t = useT()
  return (
    <Part heading={t('look.history')} gap="none" className="inset inset-block hairline-top">
      {view.looks.length === 0 ? (
        <p className="text-label text-quiet">{t('look.none')}</p>
      ) : (
        <ol>
          {view.looks.map((look) => (
            <Look key={look.lookId} look={look} />
          ))}
        </ol>
      )}
    </Part>
  )
}

function Look({ look }: { look: LookView }) {
  const t = useT()
  const { dateTime } = useFormat()
  const reader = useMe().person
  const asked = { name: look.analyst.name, time: dateTime(look.askedAt) }
  const answered = { name: look.answeredBy?.name ?? '', time: dateTime(look.answeredAt ?? look.askedAt) }
  // An answer of this phone has no name until it was read back.
  const answeredHere = look.answeredBy === null || look.answeredBy.personId === reader.personId
  return (
    <li className="case-look">
      <p className="text-label text-quiet">
        {look.analyst.personId === reader.personId ? t('look.asked.own', asked) : t('look.asked', asked)}
      </p>
      <p className="text-prose">{look.reason}</p>
      {look.status === 'open' ? (
        <p className="text-strong">{t('look.status.open')}</p>
      ) : (
        <div className="case-look-answer">
          <p className="text-label text-quiet">
            {answeredHere ? t('look.answered.own', answered) : t('look.answered', answered)}
          </p>
          <p className="text-strong">{t(`look.status.${look.status}`)}</p>
          {look.answer !== null && <p className="text-prose">{look.answer}</p>}
        </div>
      )}
      <LookState lookId={look.lookId} />
    </li>
  )
}
