import { useState } from 'react'
import { meetingsOnPhone } from '#client/commands/meetings.ts'
import { useForm } from '#client/forms/use-form.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Part } from '#client/ui/part.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { SeriesView } from '#shared/meetings/views.ts'
import type { PersonRef } from '#shared/people/views.ts'
import { formOf, intervalChoices, lengthChoices, newSeriesForm, readSeries } from './series-form.ts'

type Props = {
  subject: PersonRef
  teamId: string
  /** The zone that a new one begins with. */
  zone: string
  /** The series that is changed. */
  series?: SeriesView
  onClose: () => void
}

/** Sets when the two meet: a day, a wall time in a named zone, how often, how long and where. */
export function SeriesSheet({ subject, teamId, zone, series, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const [seriesId] = useState(() => series?.seriesId ?? platform.newId())
  const [zones] = useState(() => [...new Set([series?.zone ?? zone, ...Intl.supportedValuesOf('timeZone')])])
  const form = useForm({
    initial: series ? formOf(series) : newSeriesForm(zone),
    read: (values) => readSeries(values, { seriesId, teamId, subjectId: subject.personId }),
    send: (input) => enqueue(meetingsOnPhone.save, { input, base: series?.version ?? null }),
    say: (field) => t(field === 'startsOn' ? 'meeting.missing.startsOn' : 'meeting.missing.other'),
    refusal: () => ({ text: t('note.failed') }),
  })
  async function save() {
    if (await form.submit()) onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t(series ? 'meeting.change' : 'meeting.new', { name: subject.name })}
      footer={
        <Button disabled={form.busy} onClick={() => void save()}>
          {t('meeting.save')}
        </Button>
      }
    >
      <div className="stack">
        <DateField
          label={t('meeting.startsOn')}
          hint={t('meeting.startsOn.hint')}
          min={series ? undefined : calendarDay(platform.clock.now(), zone)}
          {...form.field('startsOn')}
        />
        <TextField label={t('meeting.time')} type="time" {...form.field('time')} />
        <SelectField
          label={t('meeting.zone')}
          hint={t('meeting.zone.hint')}
          options={zones.map((value) => ({ value, label: value }))}
          {...form.field('zone')}
        />
        <Part variant="plain" heading={t('meeting.everyWeeks')}>
          <ChipGroup
            label={t('meeting.everyWeeks')}
            value={form.values.everyWeeks}
            onChange={(everyWeeks) => form.change({ everyWeeks })}
            options={intervalChoices.map((value) => ({
              value,
              label: t('meeting.everyWeeks.n', { n: Number(value) }),
            }))}
          />
        </Part>
        <Part variant="plain" heading={t('meeting.minutes')}>
          <ChipGroup
            label={t('meeting.minutes')}
            value={form.values.minutes}
            onChange={(minutes) => form.change({ minutes })}
            options={lengthChoices.map((value) => ({
              value,
              label: t('meeting.minutes.n', { n: Number(value) }),
            }))}
          />
        </Part>
        <TextField label={t('meeting.place')} optional maxLength={200} {...form.field('place')} />
        {form.failure && (
          <p className="field-error" role="alert">
            {form.failure}
          </p>
        )}
        <p className="text-label text-quiet">{t('meeting.readers')}</p>
      </div>
    </Sheet>
  )
}
