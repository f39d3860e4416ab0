import { calendarDay, daysLater } from '#client/lib/calendar-day.ts'
import { useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { type ShiftSpan, shiftAt, spansOf } from '#shared/shifts/rules.ts'

/** Days before and after today within which somebody with shifts has one. */
const shiftDays = 14

/** Returns the reader's shift that goes on, 'none' outside of shifts, and undefined for who has none entered. */
export function useOwnShift(now: number): ShiftSpan | 'none' | undefined {
  const { personId } = useMe().person
  const { data } = useFoldedQuery(trpc.shifts.person.queryOptions({ personId }))
  if (!data) return undefined
  const today = calendarDay(now, data.zone)
  const spans = spansOf(data, daysLater(today, -shiftDays), daysLater(today, shiftDays))
  if (!spans.some(({ kind }) => kind === 'work')) return undefined
  return shiftAt(spans, now) ?? 'none'
}
