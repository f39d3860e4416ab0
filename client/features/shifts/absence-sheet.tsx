import './roster.css'
import { useState } from 'react'
import { shiftsOnPhone } from '#client/commands/shifts.ts'
import { useForm } from '#client/forms/use-form.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { DateField } from '#client/ui/date-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { EntryView, PersonShifts } from '#shared/shifts/views.ts'
import { readAbsence } from './entry-form.ts'
import { SaveButtons } from './save-buttons.tsx'

type Props = { view: PersonShifts; entry?: EntryView | undefined; onClose: () => void }

/** Enters an absence, of whole days or a part of a day, or changes one. Nobody is asked why. */
export function AbsenceSheet({ view, entry, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const { personId } = view.person
  const today = calendarDay(platform.clock.now(), view.zone)
  const [entryId] = useState(() => entry?.entryId ?? platform.newId())
  const form = useForm({
    initial: {
      firstDay: entry?.firstDay ?? today,
      lastDay: entry?.lastDay ?? today,
      part: entry ? entry.from !== null : false,
      from: entry?.from ?? '09:00',
      until: entry?.until ?? '13:00',
    },
    read: (values) => readAbsence(values, { entryId, personId, zone: entry?.zone ?? view.zone }),
    send: (input) => enqueue(shiftsOnPhone.saveEntry, { input, base: entry?.version ?? null }),
    say(field, fault) {
      if (field === 'firstDay') return t('shift.missing.day')
      if (field === 'lastDay') return t(fault === 'missing' ? 'shift.missing.day' : 'shift.order')
      return t(field === 'until' && fault === 'refused' ? 'shift.order.time' : 'shift.missing.time')
    },
    refusal: () => ({ text: t('shift.failed') }),
  })
  const { values } = form
  async function save() {
    if (await form.submit()) onClose()
  }
  function remove() {
    void enqueue(shiftsOnPhone.removeEntry, { input: { entryId, personId }, base: null }).then(onClose, () =>
      form.refuse({ text: t('shift.failed') }),
    )
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('shift.absence')}
      footer={
        <SaveButtons label={t('shift.away.save')} busy={form.busy} onSave={save} onRemove={entry && remove} />
      }
    >
      <div className="stack">
        <DateField
          label={t('shift.absence.first')}
          value={values.firstDay}
          error={form.errorAt('firstDay')}
          onChange={(firstDay) =>
            form.change({
              firstDay,
              lastDay: values.lastDay < firstDay ? firstDay : values.lastDay,
            })
          }
        />
        <DateField label={t('shift.absence.last')} min={values.firstDay} {...form.field('lastDay')} />
        <Switch
          label={t('shift.absence.part')}
          checked={values.part}
          onChange={(part) => form.change({ part })}
        />
        {values.part && (
          <div className="roster-times">
            <TextField label={t('shift.from')} type="time" {...form.field('from')} />
            <TextField label={t('shift.until')} type="time" {...form.field('until')} />
          </div>
        )}
        <p className="text-label text-quiet">{t('shift.absence.why')}</p>
        {entry?.by && entry.by.personId !== personId && (
          <p className="text-label text-quiet">{t('shift.by', { name: entry.by.name })}</p>
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
