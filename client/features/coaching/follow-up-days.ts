import { useQuery } from '@tanstack/react-query'
import { lazyValue } from '#client/lib/lazy-value.ts'
import { trpc } from '#client/lib/trpc.ts'
import { businessCalendar, workingDayFrom } from '#shared/core/business-time.ts'

/** Korea's public holidays of this year and the next, as far as they are known; none where their code did not come. */
export const koreanDaysOff = lazyValue(async () => {
  try {
    const { koreanHolidays } = await import('#shared/core/korean-holidays.ts')
    const year = new Date().getFullYear()
    return await koreanHolidays([year, year + 1])
  } catch {
    return undefined
  }
})

/** Returns the days that the organisation itself takes off or works, for this phone to hold before they are needed. */
export const ownDays = () => trpc.escalations.calendar.queryOptions()

/**
 * Returns a function from a day to itself where it is worked in the zone, else to the next day that is. Until the
 * organisation's own days are on the phone, the public ones are all it knows.
 */
export function useWorkingDayFrom(zone: string): (day: string) => string {
  const korean = koreanDaysOff.useValue()
  const { data } = useQuery(ownDays())
  const calendar = businessCalendar(zone, zone === 'Asia/Seoul' ? korean : undefined, data?.days ?? [])
  return (day) => workingDayFrom(calendar, day)
}
