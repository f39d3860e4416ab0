import { daysLater } from '#client/lib/calendar-day.ts'
import { type ExposureSeverity, exposureSeverities } from '#shared/check-ins/exposure-rules.ts'
import type { ExposureEntry } from '#shared/check-ins/exposure-views.ts'

/** Returns the Monday of the week of a day. */
export const mondayOf = (day: string): string => daysLater(day, 1 - Temporal.PlainDate.from(day).dayOfWeek)

export interface DaySum {
  day: string
  minutes: number
  /** Minutes by severity, from what nobody said anything of up to the strongest. */
  parts: { severity: ExposureSeverity | null; minutes: number }[]
}

/** Returns the seven days of a week with their minutes by severity. */
export function weekSums(entries: readonly ExposureEntry[], monday: string): DaySum[] {
  return Array.from({ length: 7 }, (_, place) => {
    const day = daysLater(monday, place)
    const ofDay = entries.filter((entry) => entry.day === day)
    const sumOf = (some: readonly ExposureEntry[]) => some.reduce((sum, { minutes }) => sum + minutes, 0)
    const parts = [null, ...exposureSeverities].map((severity) => ({
      severity,
      minutes: sumOf(ofDay.filter((entry) => entry.severity === severity)),
    }))
    return { day, minutes: sumOf(ofDay), parts: parts.filter(({ minutes }) => minutes > 0) }
  })
}
