import { useState } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Part } from '#client/ui/part.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { consentVersion } from '#shared/check-ins/rules.ts'
import type { OwnCheckIns } from '#shared/check-ins/views.ts'
import { CarePage } from './pages.tsx'
import { useRemoveCheckIns } from './use-remove-check-ins.ts'

const parts = ['purpose', 'items', 'retention', 'sees', 'right'] as const

/**
 * The consent in its own words, apart from every other: what for, what, for how long, who sees it, and that refusing has no
 * consequence. Given, refused and withdrawn with buttons of the same size.
 */
export function Consent({ own, onRefused }: { own: OwnCheckIns; onRefused?: (() => void) | undefined }) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  const [withdrawing, setWithdrawing] = useState(false)
  const { consent } = own
  const given = consent?.given === true
  const current = given && consent.textVersion === consentVersion

  async function decide(yes: boolean) {
    try {
      await enqueue(checkInsOnPhone.setConsent, {
        input: { given: yes, textVersion: consentVersion },
        base: null,
      })
    } catch {
      return toast({ text: t('checkin.failed') })
    }
    toast({ text: t(yes ? 'consent.given' : 'consent.refused.done') })
    if (!yes) onRefused?.()
  }

  return (
    <CarePage
      title={t('consent.title')}
      dock={
        !current && (
          <Dock>
            {!given && (
              <Button variant="secondary" onClick={() => void decide(false)}>
                {t('consent.refuse')}
              </Button>
            )}
            <Button variant={given ? 'primary' : 'secondary'} onClick={() => void decide(true)}>
              {t('consent.give')}
            </Button>
          </Dock>
        )
      }
    >
      <div className="inset inset-block stack stack-wide">
        <p className="text-prose">{t('consent.lead')}</p>
        {consent && !given && (
          <p className="text-prose">{t('consent.refused', { time: format.date(consent.at) })}</p>
        )}
        {parts.map((part) => (
          <Part key={part} variant="plain" heading={t(`consent.${part}`)}>
            <p className="text-prose">
              {part === 'retention'
                ? t('consent.retention.text', { n: own.retentionDays })
                : t(`consent.${part}.text`)}
            </p>
          </Part>
        ))}
        <p className="text-caption">
          {t('consent.version', {
            n: consentVersion,
            ...(current ? { time: format.dateTime(consent.at) } : {}),
          })}
        </p>
        {given && (
          <div>
            <Button variant="secondary" onClick={() => setWithdrawing(true)}>
              {t('consent.withdraw')}
            </Button>
          </div>
        )}
      </div>
      <WithdrawSheet open={withdrawing} onClose={() => setWithdrawing(false)} />
    </CarePage>
  )
}

function WithdrawSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const remove = useRemoveCheckIns()
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('consent.withdraw.title')}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" onClick={() => void remove('with-consent').then(onClose)}>
            {t('consent.withdraw.yes')}
          </Button>
        </>
      }
    >
      <p className="text-prose">{t('consent.withdraw.text')}</p>
    </Sheet>
  )
}
