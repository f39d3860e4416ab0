import './editor.css'
import { useState } from 'react'
import { calendarDay, daysLater } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { useNow } from '#client/ui/use-now.ts'

type Choice = 'week' | 'fortnight' | 'none' | 'date'

/** When to come back to it: in a week, in two, never, or on a date; never on a day off. */
export function FollowUpChoice({
  value,
  onChange,
  error,
  zone,
  workingDayFrom,
}: {
  value: string | null
  onChange: (day: string | null) => void
  error: string | undefined
  /** The zone of the note's team: its day is when the follow-up comes. */
  zone: string
  /** Returns the day or the next one that is worked there. */
  workingDayFrom: (day: string) => string
}) {
  const t = useT()
  const format = useFormat()
  const today = calendarDay(useNow(), zone)
  const [picking, setPicking] = useState(false)
  const days = { week: workingDayFrom(daysLater(today, 7)), fortnight: workingDayFrom(daysLater(today, 14)) }
  const [moved, setMoved] = useState(false)

  function chosen(): Choice {
    if (picking) return 'date'
    if (value === null) return 'none'
    if (value === days.week) return 'week'
    return value === days.fortnight ? 'fortnight' : 'date'
  }

  function choose(choice: Choice) {
    setPicking(choice === 'date')
    setMoved(false)
    if (choice === 'none') onChange(null)
    if (choice === 'week' || choice === 'fortnight') onChange(days[choice])
  }

  function pick(day: string) {
    const worked = day && workingDayFrom(day)
    setMoved(worked !== day)
    onChange(worked || null)
  }

  return (
    <section className="editor-part">
      <div className="cluster between">
        <Heading level={2} variant="label">
          {t('note.followup')}
        </Heading>
        {value && <span className="text-label">{format.date(value)}</span>}
      </div>
      <ChipGroup
        label={t('note.followup')}
        value={chosen()}
        onChange={choose}
        options={[
          { value: 'week', label: t('note.followup.week') },
          { value: 'fortnight', label: t('note.followup.fortnight') },
          { value: 'none', label: t('note.followup.none') },
          { value: 'date', label: t('note.followup.date') },
        ]}
      />
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      {chosen() === 'date' && (
        <DateField
          label={t('note.followup')}
          hideLabel
          value={value ?? ''}
          min={today}
          hint={moved ? t('note.followup.moved') : undefined}
          onChange={pick}
        />
      )}
    </section>
  )
}
