import { type BusinessCalendar, workingDayFrom } from '#shared/core/business-time.ts'
import { leadNoticeDays } from '#shared/policies/update-rules.ts'

/** Returns the last day on which a version may take effect for its leads to hear today of who has not read it. */
export function noticeUntil(calendar: BusinessCalendar, today: string): string {
  let day = today
  for (let ahead = 0; ahead < leadNoticeDays; ahead++)
    day = workingDayFrom(calendar, Temporal.PlainDate.from(day).add({ days: 1 }).toString())
  return day
}
