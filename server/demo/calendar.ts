import { holidaysOf, type Zone } from './holidays.ts'

/** Weeks of audits that the demo shows, as many as the longest period of a scorecard. */
export const demoWeeks = 13

/** A place's working days around the demo's today. Days are 'YYYY-MM-DD', instants milliseconds since the epoch. */
export interface Calendar {
  zone: Zone
  today: string
  /** The Mondays of the thirteen weeks that end with the last worked one, oldest first. */
  weeks: readonly string[]
  /** Worked days from the first of those Mondays to yesterday. */
  worked: readonly string[]
  /** Worked days from today to the end of the week after next: what a roster already knows. */
  planned: readonly string[]
  /** A day two weeks from today that the organisation itself takes off; null where it takes none. */
  ownDayOff: string | null
  /** 0 for the first of `weeks`, negative before it. */
  weekOf(day: string): number
  isWorkday(day: string): boolean
  /** The calendar day so many days from today; one in the past or future that is not worked moves away from today. */
  workdayFrom(days: number): string
  /** The instant `minutes` after midnight there. */
  instant(day: string, minutes: number): number
}

const dayInMs = 86_400_000
const dateOf = (number: number) => new Date(number * dayInMs).toISOString().slice(0, 10)
/** Days since 1970, a Thursday. Arithmetic on days is by number: the generator does a great deal of it. */
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayInMs
/** 1 is Monday. */
const weekdayOf = (number: number) => ((number + 3) % 7) + 1

export const plusDays = (day: string, days: number): string => dateOf(numberOf(day) + days)
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from)
export function mondayOf(day: string): string {
  const number = numberOf(day)
  return dateOf(number + 1 - weekdayOf(number))
}

/** The instant at which `day` begins in Seoul: nothing of the demo that happened is later. */
export function midnightInSeoul(day: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime('Asia/Seoul').epochMilliseconds
}

/** Returns the first day from `start` on that the country works. */
function ownDayFrom(start: string, isPublicWorkday: (day: string) => boolean): string {
  let day = start
  while (!isPublicWorkday(day)) day = plusDays(day, 1)
  return day
}

export async function calendarOf(zone: Zone, today: string): Promise<Calendar> {
  const year = Temporal.PlainDate.from(today).year
  const holidays = await holidaysOf(zone, [year - 1, year, year + 1])
  const isPublicWorkday = (day: string) => weekdayOf(numberOf(day)) <= 5 && !holidays.has(day)
  const ownDayOff = zone === 'Asia/Seoul' ? ownDayFrom(plusDays(today, 14), isPublicWorkday) : null
  const isWorkday = (day: string) => isPublicWorkday(day) && day !== ownDayOff
  const nearestWorkday = (start: string, step: 1 | -1) => {
    let day = start
    while (!isWorkday(day)) day = plusDays(day, step)
    return day
  }
  const last = mondayOf(nearestWorkday(plusDays(today, -1), -1))
  const weeks = Array.from({ length: demoWeeks }, (_, i) => plusDays(last, 7 * (i + 1 - demoWeeks)))
  const first = weeks[0] ?? last
  const span = daysBetween(first, plusDays(mondayOf(today), 21))
  const days = Array.from({ length: span }, (_, i) => plusDays(first, i)).filter(isWorkday)
  const midnights = new Map<string, number>()
  return {
    zone,
    today,
    ownDayOff,
    weeks,
    worked: days.filter((day) => day < today),
    planned: days.filter((day) => day >= today),
    weekOf: (day) => Math.floor(daysBetween(first, day) / 7),
    isWorkday,
    workdayFrom: (days) => (days === 0 ? today : nearestWorkday(plusDays(today, days), days < 0 ? -1 : 1)),
    instant(day, minutes) {
      let midnight = midnights.get(day)
      if (midnight === undefined) {
        // Noon less twelve hours: on the day the clocks change, shifts keep their hours.
        midnight =
          Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
            .epochMilliseconds - 43_200_000
        midnights.set(day, midnight)
      }
      return midnight + minutes * 60_000
    },
  }
}

export const iso = (instant: number): string => new Date(instant).toISOString()
