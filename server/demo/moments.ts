import { type Calendar, midnightInSeoul, plusDays } from './calendar.ts'
import type { When } from './note-specs.ts'

/**
 * The instant of something that happened: at `minutes` of a worked day, later than `after`, and before the demo's today
 * begins in Seoul.
 */
export type Moment = (when: When, time: { minutes: number; after?: number }) => number

export function momentsOf(calendar: Calendar): Moment {
  const end = midnightInSeoul(calendar.today)
  return (when, { minutes, after = Number.NEGATIVE_INFINITY }) => {
    const wanted = calendar.instant(workedDay(calendar, when), minutes)
    // Two things on one day keep their order; late in Dublin is already tomorrow in Seoul.
    const earliest = after + 25 * 60_000
    return Math.min(Math.max(wanted, earliest), Math.max(end - 60_000, after + 1_000))
  }
}

function workedDay(calendar: Calendar, when: When): string {
  const wanted =
    typeof when === 'number'
      ? plusDays(calendar.today, -when)
      : plusDays(calendar.weeks[when.week] ?? calendar.today, when.weekday - 1)
  return calendar.worked.findLast((day) => day <= wanted) ?? calendar.weeks[0] ?? calendar.today
}
