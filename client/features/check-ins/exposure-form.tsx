import './exposure.css'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { daysLater } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Part } from '#client/ui/part.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { exposureInput } from '#shared/check-ins/contracts.ts'
import { type Harm, harms } from '#shared/check-ins/exposure-rules.ts'

const usual = ['15', '30', '60', '90', '120'] as const
type Values = {
  /** Made before the first tap, so that a double tap is one entry. */
  entryId: string
  harm: Harm | null
  minutes: (typeof usual)[number] | 'other' | null
  exact: string
  ended: 'now' | 'earlier' | 'yesterday'
}

function read({ entryId, harm, minutes, exact, ended }: Values, today: string) {
  const long = minutes === 'other' ? exact : minutes
  const day = ended === 'yesterday' ? daysLater(today, -1) : today
  const sent = { entryId, day, harm, minutes: long ? Number(long) : null, startedAt: null }
  return readWith(exposureInput, sent, fieldsNamed(['harm', 'minutes']))
}

/** Asks what kind, how long, and when it ended: three taps and one to enter it. */
export function ExposureEntryForm({ day }: { day: string }) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const empty = (): Values => ({
    ...{ entryId: platform.newId(), harm: null, minutes: null, exact: '', ended: 'now' },
  })
  const form = useForm({
    initial: empty(),
    read: (values: Values) => read(values, day),
    send(input, { ended }) {
      const began = platform.clock.now() - input.minutes * 60_000
      // Only what has just ended has a beginning that is known.
      const startedAt = ended === 'now' ? new Date(began).toISOString() : null
      return enqueue(checkInsOnPhone.saveExposure, { input: { ...input, startedAt }, base: null })
    },
    say: (_, fault) => t(fault === 'missing' ? 'exposure.missing' : 'exposure.minutes.wrong'),
    refusal: () => ({ text: t('talk.failed') }),
  })
  const { harm, minutes, exact, ended } = form.values
  const entered = read(form.values, day)
  const isWrong = 'faults' in entered && entered.faults.minutes === 'refused'
  const error = form.failure ?? form.errorAt('harm') ?? form.errorAt('minutes')

  async function enter() {
    if (!(await form.submit())) return
    toast({ text: t('exposure.added') })
    form.reset({ ...empty(), ended })
  }

  return (
    <div className="inset exposure-form stack">
      <Part variant="plain" heading={t('exposure.harm')}>
        <ChipGroup
          label={t('exposure.harm')}
          value={harm ?? undefined}
          onChange={(chosen) => form.change({ harm: chosen })}
          options={harms.map((value) => ({ value, label: t(`exposure.harm.${value}`) }))}
        />
      </Part>
      <Part variant="plain" heading={t('exposure.minutes')}>
        <ChipGroup
          label={t('exposure.minutes')}
          value={minutes ?? undefined}
          onChange={(chosen) => form.change({ minutes: chosen })}
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
            onChange={(text) => form.change({ minutes, exact: text })}
            error={isWrong ? t('exposure.minutes.wrong') : undefined}
          />
        )}
      </Part>
      <Part variant="plain" heading={t('exposure.ended')}>
        <ChipGroup
          label={t('exposure.ended')}
          value={ended}
          onChange={(chosen) => form.change({ ended: chosen })}
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
