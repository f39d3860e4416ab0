import './roster.css'
import { useState } from 'react'
import { shiftsOnPhone } from '#client/commands/shifts.ts'
import { useForm } from '#client/forms/use-form.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { ToggleChips } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Label } from '#client/ui/label.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { patternOn } from '#shared/shifts/rules.ts'
import type { PatternView, PersonShifts } from '#shared/shifts/views.ts'
import { hoursOf, patternForm, readPattern } from './pattern-form.ts'
import { SaveButtons } from './save-buttons.tsx'
import { useWeekdayNames } from './shift-text.ts'

type Props = { view: PersonShifts; pattern?: PatternView | undefined; onClose: () => void }

/** Sets the weekly hours from a day on, or takes them back. */
export function PatternSheet({ view, pattern, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const names = useWeekdayNames()
  const { platform } = useOffline().outbox
  const { personId } = view.person
  const [zones] = useState(() => [
    ...new Set([pattern?.zone ?? view.zone, view.zone, ...Intl.supportedValuesOf('timeZone')]),
  ])
  const today = calendarDay(platform.clock.now(), view.zone)
  const before = pattern ?? patternOn(view.patterns, today)
  const form = useForm({
    initial: patternForm(pattern?.startsOn ?? today, before?.zone ?? view.zone, before),
    read: (values) => readPattern(values, personId),
    send: (input) => enqueue(shiftsOnPhone.setPattern, { input, base: null }),
    say: (field) => t(field === 'startsOn' ? 'shift.missing.day' : 'shift.missing.time'),
    refusal: () => ({ text: t('shift.failed') }),
  })
  const { values } = form
  async function save() {
    if (await form.submit()) onClose()
  }
  function remove({ startsOn }: PatternView) {
    void enqueue(shiftsOnPhone.removePattern, { input: { personId, startsOn }, base: null }).then(
      onClose,
      () => form.refuse({ text: t('shift.failed') }),
    )
  }
  const hoursFault = form.errorAt('hours')
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('shift.pattern')}
      footer={
        <SaveButtons
          label={t('shift.save')}
          busy={form.busy}
          onSave={save}
          onRemove={pattern && (() => remove(pattern))}
        />
      }
    >
      <div className="stack">
        <DateField
          label={t('shift.pattern.startsOn')}
          hint={t('shift.pattern.startsOn.hint')}
          disabled={pattern !== undefined}
          {...form.field('startsOn')}
        />
        <div>
          <Label>{t('shift.pattern.weekdays')}</Label>
          <ToggleChips
            label={t('shift.pattern.weekdays')}
            values={values.weekdays}
            onChange={(weekdays) => form.change({ weekdays })}
            options={names}
          />
        </div>
        {values.weekdays.length === 0 && <p className="text-label text-quiet">{t('shift.pattern.empty')}</p>}
        {!values.differs && values.weekdays.length > 0 && (
          <div className="roster-times">
            <TextField label={t('shift.from')} type="time" {...form.field('from')} />
            <TextField label={t('shift.until')} type="time" {...form.field('until')} />
          </div>
        )}
        {values.weekdays.length > 1 && (
          <Switch
            label={t('shift.pattern.differs')}
            checked={values.differs}
            onChange={(differs) =>
              form.change({
                differs,
                hours: Object.fromEntries(
                  values.weekdays.map((weekday) => [weekday, hoursOf(values, weekday)]),
                ),
              })
            }
          />
        )}
        {values.differs &&
          names
            .filter(({ value }) => values.weekdays.includes(value))
            .map(({ value, label }) => {
              const hours = hoursOf(values, value)
              const change = (part: Partial<typeof hours>) =>
                form.change({ hours: { ...values.hours, [value]: { ...hours, ...part } } })
              return (
                <div key={value} className="roster-times">
                  <TextField
                    label={t('shift.from.day', { day: label })}
                    type="time"
                    value={hours.from}
                    onChange={(from) => change({ from })}
                  />
                  <TextField
                    label={t('shift.until.day', { day: label })}
                    type="time"
                    value={hours.until}
                    onChange={(until) => change({ until })}
                  />
                </div>
              )
            })}
        {hoursFault && (
          <p className="field-error" role="alert">
            {hoursFault}
          </p>
        )}
        <p className="text-label text-quiet">{t('shift.night')}</p>
        <SelectField
          label={t('shift.zone')}
          hint={t('shift.zone.hint')}
          options={zones.map((value) => ({ value, label: value }))}
          {...form.field('zone')}
        />
        {form.failure && (
          <p className="field-error" role="alert">
            {form.failure}
          </p>
        )}
      </div>
    </Sheet>
  )
}
