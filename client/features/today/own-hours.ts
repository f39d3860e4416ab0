import { calendarDay, startOfDay } from '#client/lib/calendar-day.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { businessHours } from '#shared/core/business-time.ts'
import { spansOf } from '#shared/shifts/rules.ts'
import type { WorkHours } from './day-span.ts'

const dayMinutes = 24 * 60

/** Returns when the reader works today: their shifts from the first to the last, or business hours where none is known. */
export function useOwnHours(personId: string, now: number): WorkHours {
  const { data } = useFoldedQuery(trpc.shifts.person.queryOptions({ personId }))
  if (!data) return businessHours
  const today = calendarDay(now, data.zone)
  const work = spansOf(data, today, today).filter(({ kind }) => kind === 'work')
  if (work.length === 0) return businessHours
  const start = startOfDay(today, data.zone)
  const minutes = (moment: number) => Math.min(dayMinutes, Math.round((moment - start) / 60_000))
  return {
    opens: minutes(Math.min(...work.map(({ from }) => from))),
    closes: minutes(Math.max(...work.map(({ until }) => until))),
  }
}
