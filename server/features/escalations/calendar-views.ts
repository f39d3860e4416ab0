import type { Scope } from '#server/core/scope.ts'
import { koreanHolidays } from '#shared/core/korean-holidays.ts'
import type { CalendarView } from '#shared/escalations/views.ts'
import { allCalendarDays, zonesOfTeams } from './calendar-queries.ts'

/** The organisation's own days, and for which years to come nobody knows the public ones yet. */
export async function readCalendar({ db, now }: Scope): Promise<CalendarView> {
  const year = new Date(now()).getUTCFullYear()
  const { missing } = await koreanHolidays([year, year + 1, year + 2])
  const [days, zones] = await Promise.all([allCalendarDays(db), zonesOfTeams(db)])
  return { days, missingYears: [...missing], zones }
}
