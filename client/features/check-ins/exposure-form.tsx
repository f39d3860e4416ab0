import './exposure.css'
import { useState } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { daysLater } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Part } from '#client/ui/part.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { type Harm, harms } from '#shared/check-ins/exposure-rules.ts'

const usual = ['15', '30', '60', '90', '120'] as const
type Ended = 'now' | 'earlier' | 'yesterday'

/** What kind, how long, and when it ended: three taps and one to enter it. */
export function ExposureEntryForm({ day }: { day: string }) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const [harm, setHarm] = useState<Harm>()
  const [minutes, setMinutes] = useState<(typeof usual)[number] | 'other'>()
  const [exact, setExact] = useState('')
  const [ended, setEnded] = useState<Ended>('now')
  const [error, setError] = useState<string>()

  const long = Number(minutes === 'other' ? exact : minutes)
  const isWrong = minutes === 'other' && !(Number.isInteger(long) && long >= 1 && long <= 960)

  async function enter() {
    if (!harm || !minutes || (minutes === 'other' && exact === '')) return setError(t('exposure.missing'))
    if (isWrong) return setError(t('exposure.minutes.wrong'))
    const now = platform.clock.now()
    const input = {
      entryId: platform.newId(),
      day: ended === 'yesterday' ? daysLater(day, -1) : day,
      harm,
      minutes: long,
      // Only what has just ended has a beginning that is known.
      startedAt: ended === 'now' ? new Date(now - long * 60_000).toISOString() : null,
    }
    try {
      await enqueue(checkInsOnPhone.saveExposure, { input, base: null })
    } catch {
      return setError(t('talk.failed'))
    }
    toast({ text: t('exposure.added') })
    setHarm(undefined)
    setMinutes(undefined)
    setExact('')
    setError(undefined)
  }

  return (
    <div className="inset exposure-form stack">
      <Part look="plain" heading={t('exposure.harm')}>
        <ChipGroup
          label={t('exposure.harm')}
          value={harm}
          onChange={setHarm}
          options={harms.map((value) => ({ value, label: t(`exposure.harm.${value}`) }))}
        />
      </Part>
      <Part look="plain" heading={t('exposure.minutes')}>
        <ChipGroup
          label={t('exposure.minutes')}
          value={minutes}
          onChange={setMinutes}
          options={[
            ...usual.map((value) => ({ value, label: t('exposure.minutes.n', { n: Number(value) }) })),
            { value: 'other' as const, label: t('exposure.minutes.other') },
          ]}
        />
        {minutes === 'other' && (
          <TextField
            label={t('exposure.minutes.exact')}
            inputMode="numeric"
            value={exact}
            onChange={setExact}
            error={exact !== '' && isWrong ? t('exposure.minutes.wrong') : undefined}
          />
        )}
      </Part>
      <Part look="plain" heading={t('exposure.ended')}>
        <ChipGroup
          label={t('exposure.ended')}
          value={ended}
          onChange={setEnded}
          options={(['now', 'earlier', 'yesterday'] as const).map((value) => ({
            value,
            label: t(`exposure.ended.${value}`),
          }))}
        />
      </Part>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <Button size="wide" onClick={() => void enter()}>
        {t('exposure.add')}
      </Button>
    </div>
  )
}
