import { getHolidayPreset } from '@hyunbinseo/holidays-kr'

export interface HolidayYears {
  /** 'YYYY-MM-DD'. */
  holidays: Set<string>
  /** Years that the official almanac (월력요항) has not fixed yet, or that the package does not know. */
  missing: Set<number>
}

/** Korea's public holidays with substitute, temporary and election days; a year without them is named, not guessed. */
export async function koreanHolidays(years: readonly number[]): Promise<HolidayYears> {
  const holidays = new Set<string>()
  const missing = new Set<number>()
  for (const year of new Set(years)) {
    try {
      for (const day of Object.keys(await getHolidayPreset(String(year)))) holidays.add(day)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      missing.add(year)
    }
  }
  return { holidays, missing }
}

/** Returns the public holidays of those years in the zone; undefined where none are known for its country. */
export async function publicHolidays(
  zone: string,
  years: readonly number[],
): Promise<HolidayYears | undefined> {
  return zone === 'Asia/Seoul' ? await koreanHolidays(years) : undefined
}
