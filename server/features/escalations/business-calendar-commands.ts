import { type BusinessCalendar, businessCalendar } from '#shared/core/business-time.ts'
import { publicHolidays } from '#shared/core/korean-holidays.ts'
import { calendarDays, type EscalationRef } from './clock-queries.ts'

/** Returns when the zone works in those years, by its public holidays and the organisation's own days. */
export async function calendarIn(
  db: Pick<EscalationRef, 'query' | 'org'>,
  zone: string,
  years: readonly number[],
): Promise<BusinessCalendar> {
  const [own, known] = await Promise.all([calendarDays(db, zone), publicHolidays(zone, years)])
  return businessCalendar(zone, known, own)
}
