import { calendarDay } from '#client/lib/calendar-day.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { type ShiftSpan, spansOf, weekOf } from '#shared/shifts/rules.ts'
import type { EntryView, PersonShifts } from '#shared/shifts/views.ts'

/** Returns one person's shifts and absences, with this reader's unsent work in them. */
export const useShifts = (personId: string) => useFoldedQuery(trpc.shifts.person.queryOptions({ personId }))

/** A day as it is drawn. */
export interface DrawnDay {
  day: string
  /** The shifts that begin on the day. */
  work: readonly ShiftSpan[]
  /** The entries of an absence that touches the day. */
  away: readonly EntryView[]
  /** Where the shifts lie in the day, or what is left of it for an absence, as shares; undefined where nothing does. */
  range: readonly [number, number] | undefined
}

/** Returns the days of the week that begins so many weeks after this one, in the person's zone. */
export function weekDays(now: number, zone: string, weeks: number): string[] {
  const monday = Temporal.PlainDate.from(weekOf(calendarDay(now, zone))).add({ weeks })
  return Array.from({ length: 7 }, (_, days) => monday.add({ days }).toString())
}

/** Returns each of these days with its shifts and absences. */
export function drawnDays(view: PersonShifts, days: readonly string[]): DrawnDay[] {
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const spans = spansOf(view, first, last)
  return days.map((day) => {
    const work = spans.filter((span) => span.kind === 'work' && span.day === day)
    const away = view.entries.filter(
      ({ kind, firstDay, lastDay }) => kind === 'away' && firstDay <= day && day <= lastDay,
    )
    const absences = spans.filter(({ kind }) => kind === 'absence')
    const drawn = away.length > 0 ? absences : work
    return { day, work, away, range: rangeIn(day, view.zone, drawn) }
  })
}

function rangeIn(
  day: string,
  zone: string,
  spans: readonly ShiftSpan[],
): readonly [number, number] | undefined {
  const start = Temporal.PlainDate.from(day).toZonedDateTime(zone)
  const [from, until] = [start.epochMilliseconds, start.add({ days: 1 }).epochMilliseconds]
  const inside = spans.filter((span) => span.from < until && span.until > from)
  if (inside.length === 0) return undefined
  const share = (moment: number) => Math.min(1, Math.max(0, (moment - from) / (until - from)))
  return [
    share(Math.min(...inside.map((span) => span.from))),
    share(Math.max(...inside.map((span) => span.until))),
  ]
}
