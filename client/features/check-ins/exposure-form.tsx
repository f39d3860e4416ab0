import './exposure.css'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { daysLater } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Part } from '#client/ui/part.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { exposureInput } from '#shared/check-ins/contracts.ts'
import {
  type ExposureSeverity,
  exposureSeverities,
  type Harm,
  harms,
} from '#shared/check-ins/exposure-rules.ts'
import type { ExposureEntry } from '#shared/check-ins/exposure-views.ts'

const usual = ['15', '30', '60', '90', '120'] as const
const ends = ['now', 'earlier', 'yesterday', 'other'] as const
type Values = {
  /** Made before the first tap, so that a double tap is one entry. */
  entryId: string
  harm: Harm | null
  severity: ExposureSeverity | null
  minutes: (typeof usual)[number] | 'other' | null
  exact: string
  ended: (typeof ends)[number]
  /** With 'other' alone. */
  day: string
}

function read({ entryId, harm, severity, minutes, exact, ended, day }: Values, today: string) {
  const long = minutes === 'other' ? exact : minutes
  const days = { now: today, earlier: today, yesterday: daysLater(today, -1), other: day }
  const chosen = days[ended] > today ? '' : days[ended]
  const sent = {
    ...{ entryId, day: chosen, harm, severity, minutes: long ? Number(long) : null, startedAt: null },
  }
  return readWith(exposureInput, sent, fieldsNamed(['harm', 'minutes', 'day']))
}

const valuesOf = ({ entryId, harm, severity, minutes, day }: ExposureEntry): Values => ({
  ...{ entryId, harm, severity, day, minutes: 'other', exact: String(minutes), ended: 'other' },
})

type Props = {
  today: string
  /** The day that the record shows: a new entry begins with it. */
  shownDay: string
  /** The entry to correct; missing for a new one. */
  entry?: ExposureEntry | undefined
  onClose: () => void
}

/** Asks what kind, how long, how strong, and when it ended: three taps and one to enter it. */
export function ExposureEntrySheet({ today, shownDay, entry, onClose }: Props) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const form = useForm({
    initial: entry
      ? valuesOf(entry)
      : ({
          ...{ entryId: platform.newId(), harm: null, severity: null, minutes: null, exact: '' },
          ...{ ended: shownDay === today ? 'now' : 'other', day: shownDay },
        } satisfies Values),
    read: (values: Values) => read(values, today),
    send(input, { ended }) {
      const began = platform.clock.now() - input.minutes * 60_000
      // Only what has just ended has a beginning that is known; a correction of that day keeps the one that was.
      const kept = entry?.day === input.day ? entry.startedAt : null
      const startedAt = ended === 'now' ? new Date(began).toISOString() : kept
      return enqueue(checkInsOnPhone.saveExposure, {
        input: { ...input, startedAt },
        base: entry?.version ?? null,
      })
    },
    say(field, fault) {
      if (field === 'day') return t('exposure.day.wrong')
      return t(fault === 'missing' ? 'exposure.missing' : 'exposure.minutes.wrong')
    },
    refusal: () => ({ text: t('talk.failed') }),
  })
  const { harm, severity, minutes, exact, ended, day } = form.values
  const error =
    form.failure ?? form.errorAt('harm') ?? (minutes === 'other' ? undefined : form.errorAt('minutes'))

  async function enter() {
    if (!(await form.submit())) return
    toast({ text: t(entry ? 'exposure.corrected' : 'exposure.added') })
    onClose()
  }
  async function remove({ entryId, version }: ExposureEntry) {
    try {
      await enqueue(checkInsOnPhone.removeExposure, { input: { entryId }, base: version })
      toast({ text: t('exposure.removed') })
      onClose()
    } catch {
      toast({ text: t('talk.failed') })
    }
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t(entry ? 'exposure.correct' : 'exposure.add')}
      footer={
        <>
          {entry && (
            <Button variant="danger" onClick={() => void remove(entry)}>
              {t('exposure.remove')}
            </Button>
          )}
          <Button onClick={() => void enter()}>{t(entry ? 'exposure.save' : 'exposure.add')}</Button>
        </>
      }
    >
      <div className="stack">
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
              error={form.errorAt('minutes') && t('exposure.minutes.wrong')}
            />
          )}
        </Part>
        <Part variant="plain" heading={t('exposure.severity')}>
          <ChipGroup
            label={t('exposure.severity')}
            value={severity ?? 'none'}
            onChange={(chosen) => form.change({ severity: chosen === 'none' ? null : chosen })}
            options={[...exposureSeverities, 'none' as const].map((value) => ({
              value,
              label: t(`exposure.severity.${value}`),
            }))}
          />
        </Part>
        {entry ? null : (
          <Part variant="plain" heading={t('exposure.ended')}>
            <ChipGroup
              label={t('exposure.ended')}
              value={ended}
              onChange={(chosen) => form.change({ ended: chosen })}
              options={ends.map((value) => ({ value, label: t(`exposure.ended.${value}`) }))}
            />
          </Part>
        )}
        {ended === 'other' && (
          <DateField
            label={t('exposure.day')}
            max={today}
            value={day}
            onChange={(chosen) => form.change({ day: chosen })}
            error={form.errorAt('day')}
          />
        )}
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
      </div>
    </Sheet>
  )
}
