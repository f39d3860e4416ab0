import type { CommandScope, Scope } from '#server/trpc.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { koreanHolidays } from '#shared/core/korean-holidays.ts'
import type { SetCalendarDayInput } from '#shared/escalations/contracts.ts'
import type { CalendarView } from '#shared/escalations/views.ts'
import { can } from '#shared/policy.ts'
import { allCalendarDays, putCalendarDay, zonesOfTeams } from './calendar-queries.ts'

/** The organisation's own days, and for which years to come nobody knows the public ones yet. */
export async function readCalendar({ db, now }: Scope): Promise<CalendarView> {
  const year = new Date(now()).getUTCFullYear()
  const { missing } = await koreanHolidays([year, year + 1, year + 2])
  const [days, zones] = await Promise.all([allCalendarDays(db), zonesOfTeams(db)])
  return { days, missingYears: [...missing], zones }
}

/** Command escalations.setCalendarDay: the last word on a day holds, so the base is not compared. */
export async function setCalendarDay(
  { db, actor, now }: CommandScope,
  input: SetCalendarDayInput,
): Promise<CommandResult> {
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
  if (!isZone(input.zone)) throw new AppError('INVALID', { field: 'zone' })
  const { version } = await putCalendarDay(db, input)
  return { entityId: actor.person, version, at: new Date(now()).toISOString() }
}

function isZone(zone: string): boolean {
  try {
    Temporal.Now.plainDateISO(zone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
