import { useFormat, useT } from '#client/lib/i18n.ts'
import { wallClock } from '#client/lib/wall-clock.ts'
import { type ShiftSpan, type WeekdayHours, weekdays } from '#shared/shifts/rules.ts'
import type { EntryView } from '#shared/shifts/views.ts'
import type { DrawnDay } from './data.ts'

/** Returns the short names of the weekdays, Monday first. */
export function useWeekdayNames(): { value: string; label: string }[] {
  const t = useT()
  return weekdays.map((weekday) => ({ value: String(weekday), label: t(`shift.weekday.${weekday}`) }))
}

/** Returns functions that say shifts and absences in words. */
export function useShiftText() {
  const t = useT()
  const format = useFormat()
  const names = useWeekdayNames()
  const nameOf = (weekday: number) => names[weekday - 1]?.label ?? ''
  const timeOf = (moment: number, zone: string) =>
    wallClock(moment, zone).toPlainTime().toString({ smallestUnit: 'minute' })

  function span({ from, until }: ShiftSpan, zone: string): string {
    const next = wallClock(from, zone).toPlainDate().until(wallClock(until, zone).toPlainDate()).days > 0
    const [start, end] = [timeOf(from, zone), timeOf(until, zone)]
    return t(next && end !== '00:00' ? 'shift.span.next' : 'shift.span', { from: start, until: end })
  }
  function absence({ firstDay, from, lastDay, until }: EntryView): string {
    const [first, last] = [format.date(firstDay), format.date(lastDay)]
    if (from === null || until === null)
      return firstDay === lastDay ? first : t('shift.days', { from: first, until: last })
    if (firstDay === lastDay) return `${first} ${t('shift.span', { from, until })}`
    return t('shift.days', { from: `${first} ${from}`, until: `${last} ${until}` })
  }
  function day({ work, away }: DrawnDay, zone: string): string {
    const shifts = work.map((item) => span(item, zone)).join(', ')
    if (away.some(({ from }) => from === null)) return t('shift.away')
    if (away.length > 0) return [shifts, t('shift.away.part')].filter(Boolean).join(' · ')
    return shifts || t('shift.none')
  }
  /** Weekdays that have the same hours are named together. */
  function week(hours: readonly WeekdayHours[]): string {
    if (hours.length === 0) return t('shift.pattern.none')
    const groups = Map.groupBy(
      hours.toSorted((left, right) => left.weekday - right.weekday),
      ({ from, until }) => t(until > from ? 'shift.span' : 'shift.span.next', { from, until }),
    )
    return [...groups]
      .map(([times, group]) => `${group.map(({ weekday }) => nameOf(weekday)).join(', ')} ${times}`)
      .join(' · ')
  }
  return { span, absence, day, week }
}
