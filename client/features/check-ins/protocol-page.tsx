import './protocol.css'
import { useEffect, useRef } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Heading } from '#client/ui/heading.tsx'
import { helpLinesIn } from '#shared/check-ins/help-lines.ts'
import { HelpLines } from './help-card.tsx'
import { CarePage } from './pages.tsx'

const steps = ['1', '2', '3', '4', '5'] as const

/** Says what to do when somebody was told something grave: the same steps for everybody, and nothing to fill in. */
export function ProtocolPage() {
  const t = useT()
  const { zone } = useMe().person
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const reported = useRef(false)
  useEffect(() => {
    if (reported.current) return
    reported.current = true
    // The steps are shown whether or not this can be kept.
    enqueue(checkInsOnPhone.openProtocol, { input: { openingId: platform.newId() }, base: null }).catch(
      () => undefined,
    )
  }, [enqueue, platform])
  return (
    <CarePage title={t('protocol.short')}>
      <Heading level={2} variant="heading" className="inset protocol-title">
        {t('protocol.title')}
      </Heading>
      <ol className="inset protocol stack stack-wide">
        {steps.map((step) => (
          <li key={step} className="stack stack-close">
            <Heading level={3}>{`${step}. ${t(`protocol.${step}`)}`}</Heading>
            {step === '4' ? (
              <HelpLines lines={helpLinesIn(zone)} />
            ) : (
              <p className="text-prose">{t(`protocol.${step}.text`)}</p>
            )}
          </li>
        ))}
      </ol>
      <div className="inset stack">
        <p className="text-prose">{t('protocol.after')}</p>
        <p className="text-label text-quiet">{t('protocol.logged')}</p>
      </div>
    </CarePage>
  )
}
