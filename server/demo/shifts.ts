import { type Calendar, iso, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { type DemoPerson, joinedInWeek, newJoiner } from './people.ts'
import type { RowOf } from './rows.ts'
import { daysOff, leave } from './story.ts'

const shiftMinutes = 9 * 60

/** Returns whether the person was away that day; holidays are the calendar's matter. */
export function isAway(key: string, calendar: Calendar, day: string): boolean {
  const week = calendar.weekOf(day)
  if (key === leave.key && week >= leave.firstWeek && week <= leave.lastWeek) return true
  return daysOff.some((off) => off.key === key && day === dayOf(calendar, off))
}

/** Each working day's shift, as far as the roster is planned, and each absence as one row. */
export function shiftsOf(
  person: DemoPerson,
  calendar: Calendar,
  { org, id }: { org: string; id: MakeId },
): RowOf<'shift'>[] {
  const { key, shiftFrom } = person
  if (shiftFrom === undefined) return []
  const row = (kind: 'work' | 'absence', from: number, until: number): RowOf<'shift'> => ({
    org_id: org,
    shift_id: id('shift', key, kind, iso(from)),
    person_id: id('person', key),
    starts_at: iso(from),
    ends_at: iso(until),
    kind,
  })
  const work = [...calendar.worked, ...calendar.planned]
    .filter(
      (day) => !isAway(key, calendar, day) && (key !== newJoiner || calendar.weekOf(day) >= joinedInWeek),
    )
    .map((day) => {
      const from = calendar.instant(day, shiftFrom)
      return row('work', from, from + shiftMinutes * 60_000)
    })
  const absences = absencesOf(key, calendar).map(({ first, last }) =>
    row('absence', calendar.instant(first, 0), calendar.instant(plusDays(last, 1), 0)),
  )
  return [...absences, ...work]
}

function absencesOf(key: string, calendar: Calendar): { first: string; last: string }[] {
  const single = daysOff
    .filter((off) => off.key === key)
    .map((off) => dayOf(calendar, off))
    .filter((day) => calendar.isWorkday(day))
    .map((day) => ({ first: day, last: day }))
  if (key !== leave.key) return single
  const first = dayOf(calendar, { week: leave.firstWeek, weekday: 1 })
  return [...single, { first, last: dayOf(calendar, { week: leave.lastWeek, weekday: 5 }) }]
}

function dayOf(calendar: Calendar, { week, weekday }: { week: number; weekday: number }): string {
  return plusDays(calendar.weeks[0] ?? calendar.today, week * 7 + weekday - 1)
}
