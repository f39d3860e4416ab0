import type { ActorDb } from '#server/db/actor-db.ts'
import {
  addBusinessTime,
  type BusinessCalendar,
  businessCalendar,
  businessDayMinutes,
} from '#shared/core/business-time.ts'
import { publicHolidays } from '#shared/core/korean-holidays.ts'
import { calendarDays, type EscalationRef, zoneOf } from './clock-queries.ts'

/** Returns when the zone works in those years, by its public holidays and the organisation's own days. */
export async function calendarOf(
  db: Pick<EscalationRef, 'query' | 'org'>,
  zone: string,
  years: readonly number[],
): Promise<BusinessCalendar> {
  const [own, known] = await Promise.all([calendarDays(db, zone), publicHolidays(zone, years)])
  return businessCalendar(zone, known, own)
}

/** Returns the end of so many working days after an instant, by the calendar of a person's zone. */
export async function workingDaysAfter(
  db: ActorDb,
  { person, since, days }: { person: string; since: number; days: number },
): Promise<string> {
  const zone = await zoneOf(db, person)
  const year = new Date(since).getUTCFullYear()
  const calendar = await calendarOf(db, zone, [year, year + 1])
  return new Date(addBusinessTime(calendar, since, days * businessDayMinutes * 60_000)).toISOString()
}
