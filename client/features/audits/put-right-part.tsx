import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Part } from '#client/ui/part.tsx'
import { useNow } from '#client/ui/use-now.ts'
import type { CaseView, PutRightStep } from '#shared/audits/views.ts'
import { can } from '#shared/policy.ts'
import { entityOf, useTeamDay } from './put-right-data.ts'
import { PutRightSheet } from './put-right-sheet.tsx'

/** Says of a case whose decision was wrong whether it was put right on the platform; a lead of the team says so here. */
export function PutRightPart({ view }: { view: CaseView }) {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  const actor = actorOf(useMe())
  const today = useTeamDay(view.teamId)
  const [open, setOpen] = useState(false)
  // A phone that kept the case from before knows of none.
  const { putRight = null, putRightSteps: steps = [] } = view
  if (!putRight) return null
  const { state, reason, doneOn, dueAt, setBy, setAt, version } = putRight
  const mine = can(actor, 'putRight.set', { teamId: view.teamId }) && state !== 'withdrawn'
  const isOver = state === 'open' && Date.parse(dueAt) < now
  const more =
    state === 'open'
      ? t(isOver ? 'putRight.due.over' : 'putRight.due', { time: format.due(dueAt) })
      : state === 'done'
        ? doneOn && format.date(doneOn)
        : reason && t(`putRight.reason.${reason}`)
  const [latest, ...earlier] = steps
  return (
    <Part heading={t('putRight.title')} className="inset inset-block hairline-top">
      <div>
        <p className="text-strong">{t(`putRight.state.${state}`)}</p>
        {more && <p className="text-label text-quiet">{more}</p>}
        {latest && latest.state === state ? (
          <Said step={latest} />
        ) : (
          state !== 'open' &&
          setBy &&
          setAt && (
            <p className="text-label text-quiet">
              {t('putRight.by', { name: setBy.name, time: format.dateTime(setAt) })}
            </p>
          )
        )}
        <SyncLine entity={entityOf(view.auditId)} />
      </div>
      {mine && (
        <Button variant="secondary" onClick={() => setOpen(true)}>
          {t('putRight.act')}
        </Button>
      )}
      {earlier.length > 0 && (
        <div>
          <p className="text-label">{t('putRight.history')}</p>
          <ol>
            {earlier.map((step) => (
              <li key={step.at}>
                <p className="text-label text-quiet">{t(`putRight.state.${step.state}`)}</p>
                <Said step={step} />
              </li>
            ))}
          </ol>
        </div>
      )}
      {mine && (
        <PutRightSheet
          asked={[{ itemId: view.auditId, version }]}
          title={t('putRight.title')}
          today={today}
          isSettled={state !== 'open'}
          open={open}
          onClose={() => setOpen(false)}
        />
      )}
    </Part>
  )
}

function Said({ step: { by, at, fromFile } }: { step: PutRightStep }) {
  const t = useT()
  const time = useFormat().dateTime(at)
  const said = fromFile
    ? t('putRight.byFile', { name: by?.name ?? '', time })
    : by
      ? t('putRight.by', { name: by.name, time })
      : t('putRight.byVerification', { time })
  return <p className="text-label text-quiet">{said}</p>
}
