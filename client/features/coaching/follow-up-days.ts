import { useQueries, useQuery } from '@tanstack/react-query'
import { lazyValue } from '#client/lib/lazy-value.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFolding } from '#client/offline/react/use-folded-query.ts'
import { businessCalendar, workingDayFrom } from '#shared/core/business-time.ts'
import { isAwayOn } from '#shared/shifts/rules.ts'

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
 * Returns a function from a day to itself where it is worked in the zone and none of these people is away on it, else to the
 * next such day. Until the organisation's own days and the people's absences are on the phone, it knows the public ones.
 */
export function useWorkingDayFrom(
  zone: string,
  people: readonly string[],
): (day: string, owner?: string) => string {
  const korean = koreanDaysOff.useValue()
  const { data } = useQuery(ownDays())
  const folding = useFolding()
  const calendar = businessCalendar(zone, zone === 'Asia/Seoul' ? korean : undefined, data?.days ?? [])
  const shifts = useQueries({
    queries: people.map((personId) => trpc.shifts.person.queryOptions({ personId })),
    combine: (results) => results.flatMap((result) => result.data ?? []),
  })
  const views = shifts.map((view) =>
    folding(trpc.shifts.person.queryKey({ personId: view.person.personId }), view),
  )
  return (day, owner) =>
    workingDayFrom(calendar, day, (known) =>
      views.some(
        ({ person, entries }) =>
          (owner === undefined || owner === person.personId) && isAwayOn(entries, known),
      ),
    )
}
