import './check-in.css'
import { useEffect, useRef } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useGoBack } from '#client/lib/use-go-back.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { usePendingWork } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Raised } from '#client/ui/raised.tsx'
import { isLowest } from '#shared/check-ins/rules.ts'
import type { OwnCheckIns } from '#shared/check-ins/views.ts'
import type { Sending } from './check-in-form.ts'
import { HelpCard } from './help-card.tsx'
import { CarePage } from './pages.tsx'
import { useTakeBack } from './use-take-back.ts'

/** Returns whether one of these is still on this phone because there is no connection. */
function useWaits(ids: readonly (string | undefined)[]): boolean {
  const { online } = useWorkStatus()
  const pending = usePendingWork()
  return !online && pending.some(({ entities }) => entities.some((entity) => ids.includes(entity)))
}

/** Shows what went to whom, how it is taken back, and after a lowest answer whom one can call. */
export function SentView({ own, sent }: { own: OwnCheckIns; sent: Sending }) {
  const t = useT()
  const goBack = useGoBack()
  const takeBack = useTakeBack()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const { checkIn, talk } = sent
  // As it is now: it may have been taken back already.
  const kept = own.checkIns.find((item) => item.checkInId === checkIn?.checkInId)
  const asked = own.talks.find((item) => item.requestId === talk?.requestId)
  const waits = useWaits([checkIn?.checkInId, talk?.requestId])
  const leave = () => goBack(paths.wellbeing)
  return (
    <CarePage
      title={t('checkin.heading')}
      close
      onBack={leave}
      dock={
        <Dock>
          <Button onClick={leave}>{t('checkin.close')}</Button>
        </Dock>
      }
    >
      <div className="check-in-sent stack stack-wide">
        <div className="inset stack">
          <Heading level={2} variant="heading" ref={heading} tabIndex={-1}>
            {t('checkin.done')}
          </Heading>
          {waits && <output className="text-prose">{t('checkin.waits')}</output>}
          {kept && (
            <p className="text-prose">
              {kept.audience === 'lead'
                ? t(waits ? 'checkin.waits.lead' : 'checkin.sent.lead', { name: kept.reader?.name ?? '' })
                : t(`checkin.sent.${kept.audience}`)}
            </p>
          )}
          {asked && asked.state !== 'withdrawn' && (
            <p className="text-prose">
              {t(waits ? 'checkin.waits.talk' : 'checkin.sent.talk', { name: asked.to.name })}
            </p>
          )}
          {kept && kept.audience !== 'me' && (
            <div>
              <Button variant="secondary" onClick={() => void takeBack(kept)}>
                {t('checkin.takeBack')}
              </Button>
            </div>
          )}
        </div>
        {checkIn && isLowest(checkIn.answers) && (
          <Raised label={t('help.title')}>
            <Heading level={2} variant="heading">
              {t('help.title')}
            </Heading>
            <HelpCard />
          </Raised>
        )}
      </div>
    </CarePage>
  )
}
