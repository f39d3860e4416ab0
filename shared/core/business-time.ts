import type { Severity } from '#shared/escalations/step-rules.ts'
import type { ClockKind } from '#shared/escalations/views.ts'
import { chainShare, riskShare } from './clock.ts'

/** When a place works. Instants are milliseconds since the epoch, days 'YYYY-MM-DD' in its zone. */
export interface BusinessCalendar {
  zone: string
  /** Days off beside Saturdays and Sundays. */
  holidays: ReadonlySet<string>
  /** Days worked although they are a weekend or a holiday. */
  workdays: ReadonlySet<string>
  /** Years whose holidays are not known: their weekends alone are off. */
  missing: ReadonlySet<number>
  /** Minutes after midnight: nine to six without a deduction for lunch, so that a business day is nine hours. */
  opens: number
  closes: number
}

export const businessHours = { opens: 9 * 60, closes: 18 * 60 } as const
/** Business hours of every weekday, for where holidays are not asked for. */
export const everyWeekday = (zone: string): BusinessCalendar => ({
  ...businessHours,
  zone,
  holidays: new Set(),
  workdays: new Set(),
  missing: new Set(),
})

/** Returns when a zone works: by its public holidays, where they are known, and before them by the organisation's own days. */
export function businessCalendar(
  zone: string,
  publicDays: Pick<BusinessCalendar, 'holidays' | 'missing'> | undefined,
  ownDays: readonly { zone: string; day: string; works: boolean }[],
): BusinessCalendar {
  const own = (works: boolean) =>
    ownDays.filter((ownDay) => ownDay.zone === zone && ownDay.works === works).map(({ day }) => day)
  return {
    ...everyWeekday(zone),
    holidays: new Set([...(publicDays?.holidays ?? []), ...own(false)]),
    workdays: new Set(own(true)),
    missing: publicDays?.missing ?? new Set(),
  }
}

export const businessDayMinutes = businessHours.closes - businessHours.opens

/** Monday to Friday, whatever is celebrated on it. */
export const isWeekday = (day: Temporal.PlainDate): boolean => day.dayOfWeek <= 5

const isWorkday = (calendar: BusinessCalendar, day: Temporal.PlainDate): boolean => {
  const name = day.toString()
  if (calendar.workdays.has(name)) return true
  return isWeekday(day) && !calendar.holidays.has(name)
}

/** Returns the day itself where it is worked and nobody who is needed is away on it, else the next such day. */
export function workingDayFrom(
  calendar: BusinessCalendar,
  day: string,
  isAway: (day: string) => boolean = () => false,
): string {
  let found = Temporal.PlainDate.from(day)
  for (let idle = 0; idle < searchDays; idle++) {
    if (isWorkday(calendar, found) && !isAway(found.toString())) return found.toString()
    found = found.add({ days: 1 })
  }
  throw new RangeError('The calendar has no working day')
}

/** Wall-clock times of the zone: on a day on which its clocks change, work still begins and ends by them. */
function spanOf({ zone, opens, closes }: BusinessCalendar, day: Temporal.PlainDate): [number, number] {
  const timeAt = (minutes: number) =>
    day.toZonedDateTime({
      timeZone: zone,
      plainTime: { hour: Math.floor(minutes / 60), minute: minutes % 60 },
    }).epochMilliseconds
  return [timeAt(opens), timeAt(closes)]
}

const dayAt = (zone: string, instant: number) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate()

/** A calendar without a day of work in so many days is a mistake, not a long holiday. */
const searchDays = 3_660

/** Yields the spans of work from the day of `from` on, as instants. */
export function* spansFrom(calendar: BusinessCalendar, from: number): Generator<[number, number]> {
  let day = dayAt(calendar.zone, from)
  for (let idle = 0; idle < searchDays; day = day.add({ days: 1 })) {
    const [start, end] = isWorkday(calendar, day) ? spanOf(calendar, day) : [0, 0]
    if (end > start) {
      idle = 0
      yield [start, end]
    } else idle++
  }
  throw new RangeError('The calendar has no working day')
}

/**
 * The instant at which `work` milliseconds of business time have passed since `from`. With none left it is the first
 * business instant at or after `from`.
 * @throws RangeError for a negative amount, and for a calendar without working days.
 */
export function addBusinessTime(calendar: BusinessCalendar, from: number, work: number): number {
  if (!(work >= 0)) throw new RangeError('Business time is added, never taken away')
  let left = work
  for (const [start, end] of spansFrom(calendar, from)) {
    const begin = Math.max(start, from)
    if (begin > end || (begin === end && left === 0)) continue
    if (left <= end - begin) return begin + left
    left -= Math.max(0, end - begin)
  }
  throw new RangeError('The calendar has no working day')
}

/** Milliseconds of business time between two instants; 0 where `to` is not after `from`. */
export function businessTimeBetween(calendar: BusinessCalendar, from: number, to: number): number {
  if (to <= from) return 0
  const last = dayAt(calendar.zone, to)
  let sum = 0
  for (
    let day = dayAt(calendar.zone, from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (!isWorkday(calendar, day)) continue
    const [start, end] = spanOf(calendar, day)
    sum += Math.max(0, Math.min(end, to) - Math.max(start, from))
  }
  return sum
}

/** Round the clock, or in business time. */
export type Calendar = 'always' | BusinessCalendar

const add = (calendar: Calendar, from: number, time: number) =>
  calendar === 'always' ? from + time : addBusinessTime(calendar, from, time)
const between = (calendar: Calendar, from: number, to: number) =>
  calendar === 'always' ? Math.max(0, to - from) : businessTimeBetween(calendar, from, to)

/** Targets in minutes, of business time at P2 and P3: to acknowledge, to decide, at P0 to confirm what was done. */
export const targets: Record<Severity, { business: boolean; minutes: { [K in ClockKind]?: number } }> = {
  P0: { business: false, minutes: { acknowledge: 15, decide: 60, confirm: 240 } },
  P1: { business: false, minutes: { acknowledge: 60, decide: 24 * 60 } },
  P2: { business: true, minutes: { acknowledge: 4 * 60, decide: 2 * businessDayMinutes } },
  P3: { business: true, minutes: { acknowledge: businessDayMinutes, decide: 5 * businessDayMinutes } },
}

export interface Pause {
  from: number
  /** Null while it lasts. */
  until: number | null
}

export interface Due {
  riskAt: number
  dueAt: number
  chainAt: number
}

/**
 * When a clock of `minutes` is at risk, due, and due to be told further up, from its original start: whatever changes
 * (severity, calendar, a pause) is computed from there again. Each pause moves all three by exactly its own time on this
 * calendar; one that lasts counts up to `now`.
 */
export function dueOf(
  calendar: Calendar,
  clock: { startedAt: number; minutes: number; pauses: readonly Pause[]; now: number },
): Due {
  const stood = clock.pauses.reduce(
    (sum, { from, until }) => sum + between(calendar, Math.max(from, clock.startedAt), until ?? clock.now),
    0,
  )
  const timeAt = (share: number) => add(calendar, clock.startedAt, share * clock.minutes * 60_000 + stood)
  return { riskAt: timeAt(riskShare), dueAt: timeAt(1), chainAt: timeAt(chainShare) }
}

/** Returns whether the time from `from` to `to` runs through a year whose holidays are not known. */
export function runsIntoUnknown({ zone, missing }: BusinessCalendar, from: number, to: number): boolean {
  for (let year = dayAt(zone, from).year; year <= dayAt(zone, to).year; year++)
    if (missing.has(year)) return true
  return false
}
