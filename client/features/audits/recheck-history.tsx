import './case.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { Part } from '#client/ui/part.tsx'
import type { CaseView, RecheckView } from '#shared/audits/views.ts'
import { RecheckState } from './recheck-state.tsx'

/** Everything that was asked about a case and answered, newest first. */
export function RecheckHistory({ view }: { view: CaseView }) {
  const t = useT()
  return (
    <Part heading={t('recheck.history')} gap="none" className="inset inset-block hairline-top">
      {view.looks.length === 0 ? (
        <p className="text-label text-quiet">{t('recheck.none')}</p>
      ) : (
        <ol>
          {view.looks.map((recheck) => (
            <Recheck key={recheck.lookId} recheck={recheck} />
          ))}
        </ol>
      )}
    </Part>
  )
}

function Recheck({ recheck }: { recheck: RecheckView }) {
  const t = useT()
  const { dateTime, due } = useFormat()
  const names = useNames()
  const reader = useMe().person
  const asked = { name: recheck.analyst.name, time: dateTime(recheck.askedAt) }
  const answered = {
    name: recheck.answeredBy?.name ?? '',
    time: dateTime(recheck.answeredAt ?? recheck.askedAt),
  }
  // An answer of this phone has no name until it was read back.
  const answeredHere = recheck.answeredBy === null || recheck.answeredBy.personId === reader.personId
  return (
    <li className="case-recheck">
      <p className="text-label text-quiet">
        {recheck.analyst.personId === reader.personId
          ? t('recheck.asked.own', asked)
          : t('recheck.asked', asked)}
      </p>
      <p className="text-prose">{recheck.reason}</p>
      {recheck.status === 'open' ? (
        <>
          <p className="text-strong">{t('recheck.status.open')}</p>
          <p className="text-label text-quiet">
            {recheck.decider === 'nobody'
              ? t('recheck.waits')
              : t('recheck.due', { time: due(recheck.dueAt) })}
          </p>
        </>
      ) : (
        <div className="case-recheck-answer">
          <p className="text-label text-quiet">
            {answeredHere ? t('recheck.answered.own', answered) : t('recheck.answered', answered)}
          </p>
          <p className="text-strong">{t(`recheck.status.${recheck.status}`)}</p>
          {recheck.final && (
            <p>
              {t('recheck.final.said', {
                decision: names.decision(recheck.final.decision),
                outcome: t(`case.outcome.${recheck.final.outcome}`),
              })}
            </p>
          )}
          {recheck.answer !== null && <p className="text-prose">{recheck.answer}</p>}
        </div>
      )}
      <RecheckState lookId={recheck.lookId} />
    </li>
  )
}
