import { koreanHolidays } from '#shared/core/korean-holidays.ts'

export type Zone = 'Asia/Seoul' | 'Europe/Dublin'

/** The public holidays of these years in the zone's country, as 'YYYY-MM-DD'. */
export async function holidaysOf(zone: Zone, years: readonly number[]): Promise<Set<string>> {
  const lists = await Promise.all(years.map((year) => (zone === 'Asia/Seoul' ? korean(year) : irish(year))))
  return new Set(lists.flat())
}

/** Years that the almanac has not fixed yet have none: a demo is no calendar to rely on. */
const korean = async (year: number): Promise<string[]> => [...(await koreanHolidays([year])).holidays]

/** Organisation of Working Time Act 1997, second schedule, with St Brigid's Day since 2023. */
function irish(year: number): string[] {
  const first = (month: number) => {
    const start = Temporal.PlainDate.from({ year, month, day: 1 })
    return start.add({ days: (8 - start.dayOfWeek) % 7 })
  }
  const lastOfOctober = Temporal.PlainDate.from({ year, month: 10, day: 31 })
  const brigid = Temporal.PlainDate.from({ year, month: 2, day: 1 })
  return [
    ...['01-01', '03-17', '12-25', '12-26'].map((day) => `${year}-${day}`),
    (brigid.dayOfWeek === 5 ? brigid : first(2)).toString(),
    easter(year).add({ days: 1 }).toString(),
    ...[5, 6, 8].map((month) => first(month).toString()),
    lastOfOctober.subtract({ days: lastOfOctober.dayOfWeek - 1 }).toString(),
  ]
}

/** Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
function easter(year: number): Temporal.PlainDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(n / 31), day: (n % 31) + 1 })
}
