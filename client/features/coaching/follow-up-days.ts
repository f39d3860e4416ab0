import { lazyValue } from '#client/lib/lazy-value.ts'
import { isWeekday } from '#shared/core/business-time.ts'

/** Korea's public holidays of this year and the next, as far as they are known; none where their code did not come. */
export const koreanDaysOff = lazyValue<ReadonlySet<string>>(async () => {
  try {
    const { koreanHolidays } = await import('#shared/core/korean-holidays.ts')
    const year = new Date().getFullYear()
    return (await koreanHolidays([year, year + 1])).days
  } catch {
    return new Set()
  }
})

/** Returns the day itself where it is worked in the zone, else the next one that is. */
export function workingDayFrom(day: string, timeZone: string, koreanDays: ReadonlySet<string>): string {
  const holidays = timeZone === 'Asia/Seoul' ? koreanDays : new Set<string>()
  let found = Temporal.PlainDate.from(day)
  while (!isWeekday(found) || holidays.has(found.toString())) found = found.add({ days: 1 })
  return found.toString()
}
