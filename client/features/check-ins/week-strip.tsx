import './exposure.css'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { daysLater } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { IconButton } from '#client/ui/button.tsx'
import { exposureSeverities } from '#shared/check-ins/exposure-rules.ts'
import type { ExposureView } from '#shared/check-ins/exposure-views.ts'
import { mondayOf, weekSums } from './week-rules.ts'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

type Props = {
  view: ExposureView
  chosen: string
  onChoose: (day: string) => void
}

/** Seven bars of a week by severity with the budget dashed; a bar chooses the day whose entries stand below. */
export function WeekStrip({ view: { entries, budget, day: today }, chosen, onChoose }: Props) {
  const t = useT()
  const format = useFormat()
  const monday = mondayOf(chosen)
  const oldest = entries.reduce((least, { day }) => (day < least ? day : least), today)
  const days = weekSums(entries, monday)
  const highest = Math.max(budget.minutesPerDay * 1.25, ...days.map(({ minutes }) => minutes))
  const share = (minutes: number) => `${(minutes / highest) * 100}%`
  const long = (minutes: number) => format.duration(minutes * 60_000)
  const step = (weeks: number) => {
    const day = daysLater(chosen, 7 * weeks)
    onChoose(day > today ? today : day)
  }
  return (
    <section className="exposure-week" aria-label={t('exposure.week')}>
      <div className="exposure-week-head">
        <IconButton
          icon={ChevronLeft}
          label={t('exposure.week.earlier')}
          disabled={monday <= mondayOf(oldest)}
          onClick={() => step(-1)}
        />
        <output className="text-strong">
          {t('exposure.week.days', {
            from: format.shortDate(monday),
            to: format.shortDate(daysLater(monday, 6)),
          })}
        </output>
        <IconButton
          icon={ChevronRight}
          label={t('exposure.week.later')}
          disabled={monday >= mondayOf(today)}
          onClick={() => step(1)}
        />
      </div>
      <div className="exposure-bars">
        {days.map(({ day, minutes, parts }, place) => (
          <button
            key={day}
            type="button"
            className="exposure-bar"
            disabled={day > today}
            aria-pressed={day === chosen}
            aria-label={t('exposure.bar', {
              day: format.date(day),
              minutes: long(minutes),
              parts: parts
                .map(({ severity, minutes }) =>
                  t('exposure.bar.part', {
                    severity: t(`exposure.severity.${severity ?? 'none'}`),
                    minutes: long(minutes),
                  }),
                )
                .join(', '),
            })}
            onClick={() => onChoose(day)}
          >
            <span className="exposure-bar-column" aria-hidden="true">
              {parts.map(({ severity, minutes }) => (
                <span
                  key={severity ?? 'none'}
                  className={`exposure-bar-part exposure-bar-${severity ?? 'none'}`}
                  style={{ height: share(minutes) }}
                />
              ))}
            </span>
            <span className="exposure-bar-day text-caption" aria-hidden="true">
              {t(`exposure.weekday.${weekdays[place] ?? 'mon'}`)}
            </span>
          </button>
        ))}
        <span
          className="exposure-limit"
          aria-hidden="true"
          style={{ bottom: `calc(1.25rem + ${budget.minutesPerDay / highest} * 6rem)` }}
        />
      </div>
      <p className="exposure-legend text-caption">
        {[...exposureSeverities, 'none' as const].map((severity) => (
          <span key={severity}>
            <span className={`exposure-key exposure-bar-${severity}`} aria-hidden="true" />
            {t(`exposure.severity.${severity}`)}
          </span>
        ))}
        <span>
          <span className="exposure-key exposure-key-limit" aria-hidden="true" />
          {t('exposure.limit', { budget: long(budget.minutesPerDay) })}
        </span>
      </p>
    </section>
  )
}
