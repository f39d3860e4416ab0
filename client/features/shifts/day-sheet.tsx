import './roster.css'
import { useState } from 'react'
import { shiftsOnPhone } from '#client/commands/shifts.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { patternOn } from '#shared/shifts/rules.ts'
import type { EntryView, PersonShifts } from '#shared/shifts/views.ts'
import { type DayForm, readDay } from './entry-form.ts'

type Props = { view: PersonShifts; day: string; onClose: () => void }

/** Changes the shift of one day, or puts it back to what the week or the imported roster says. */
export function DaySheet({ view, day, onClose }: Props) {
  const t = useT()
  const format = useFormat()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const { personId } = view.person
  const ofDay = view.entries.filter(({ kind, firstDay }) => kind !== 'away' && firstDay === day)
  const [entered, ...others] = ofDay.filter(({ imported }) => !imported)
  const [entryId] = useState(() => entered?.entryId ?? platform.newId())
  const form = useForm({
    initial: formOf(entered, view, day),
    read: (values) =>
      readDay(values, day, {
        entryId,
        personId,
        zone: entered?.zone ?? patternOn(view.patterns, day)?.zone ?? view.zone,
      }),
    async send(input) {
      await enqueue(shiftsOnPhone.saveEntry, { input, base: entered?.version ?? null })
      for (const other of others) await remove(other)
    },
    say: () => t('shift.missing.time'),
    refusal: () => ({ text: t('shift.failed') }),
  })
  const remove = (entry: EntryView) =>
    enqueue(shiftsOnPhone.removeEntry, { input: { entryId: entry.entryId, personId }, base: null })
  const { values } = form

  async function save() {
    if (values.kind !== 'usual') {
      if (await form.submit()) onClose()
      return
    }
    try {
      for (const entry of [entered, ...others]) if (entry) await remove(entry)
      onClose()
    } catch {
      form.refuse({ text: t('shift.failed') })
    }
  }
  const usual = ofDay.some(({ imported }) => imported) ? 'shift.day.imported' : 'shift.day.usual'
  return (
    <Sheet
      open
      onClose={onClose}
      title={format.date(day)}
      footer={
        <Button disabled={form.busy} onClick={() => void save()}>
          {t('shift.save')}
        </Button>
      }
    >
      <div className="stack">
        <ChipGroup
          label={t('shift.day')}
          value={values.kind}
          onChange={(kind) => form.change({ kind })}
          options={[
            { value: 'usual', label: t(usual) },
            { value: 'work', label: t('shift.day.work') },
            { value: 'off', label: t('shift.day.off') },
          ]}
        />
        {values.kind === 'work' && (
          <>
            <div className="roster-times">
              <TextField label={t('shift.from')} type="time" {...form.field('from')} />
              <TextField label={t('shift.until')} type="time" {...form.field('until')} />
            </div>
            <p className="text-label text-quiet">{t('shift.night')}</p>
          </>
        )}
        {entered?.by && entered.by.personId !== personId && (
          <p className="text-label text-quiet">{t('shift.by', { name: entered.by.name })}</p>
        )}
        {form.failure && (
          <p className="field-error" role="alert">
            {form.failure}
          </p>
        )}
      </div>
    </Sheet>
  )
}

function formOf(entered: EntryView | undefined, view: PersonShifts, day: string): DayForm {
  const weekday = Temporal.PlainDate.from(day).dayOfWeek
  const hours = patternOn(view.patterns, day)?.hours ?? []
  const usual = hours.find((known) => known.weekday === weekday) ?? hours[0]
  return {
    kind: entered ? (entered.kind === 'work' ? 'work' : 'off') : 'usual',
    from: entered?.from ?? usual?.from ?? '09:00',
    until: entered?.until ?? usual?.until ?? '18:00',
  }
}
