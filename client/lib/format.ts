import { wallClock } from './wall-clock.ts'

export type Locale = 'ko' | 'en'

/**
 * A moment: ISO 8601 text, milliseconds since 1970, or a Date; or a calendar day, 'YYYY-MM-DD', which is the same day in
 * every zone.
 */
export type Moment = string | number | Date

/** Of 'YYYY-MM-DD'. */
const dayLength = 10
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = {
  ko: ['월', '화', '수', '목', '금', '토', '일'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}
const tags = { ko: 'ko-KR', en: 'en-GB' }

const timeOf = (moment: Moment) => new Date(moment).getTime()

/** Days and hours, hours and minutes, or minutes: at most two units, rounded down, never negative. */
function duration(locale: Locale, ms: number): string {
  const units = locale === 'ko' ? { d: '일', h: '시간', m: '분' } : { d: ' d', h: ' h', m: ' min' }
  const left = Math.max(0, ms)
  if (left < minute) return locale === 'ko' ? '1분 미만' : 'under 1 min'
  const [d, h, m] = [Math.floor(left / day), Math.floor(left / hour), Math.floor(left / minute)]
  const pairs: [number, string][] =
    d >= 2
      ? [
          [d, units.d],
          [h % 24, units.h],
        ]
      : [
          [h, units.h],
          [m % 60, units.m],
        ]
  return pairs
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value}${unit}`)
    .join(' ')
}

/** A share of 0 to 1 as the digits of a percentage: one decimal, and none where it would be .0. */
function percentDigits(share: number): string {
  return String(Number((share * 100).toFixed(1)))
}

export type Format = ReturnType<typeof createFormat>

/**
 * Dates, times, durations and figures in one language and one team's zone.
 * `now` is the clock (milliseconds); the year is written only where it is not the clock's.
 */
export function createFormat(locale: Locale, timeZone = 'Asia/Seoul', now: () => number = Date.now) {
  const ko = locale === 'ko'
  // Made at their first use: each costs a start milliseconds.
  let numbers: Intl.NumberFormat | undefined
  let relativeDays: Intl.RelativeTimeFormat | undefined
  const parts = (moment: Moment): Temporal.PlainDateTime =>
    typeof moment === 'string' && moment.length === dayLength
      ? Temporal.PlainDateTime.from(moment)
      : wallClock(timeOf(moment), timeZone)

  /** 2월 19일, 19 Feb */
  function shortDate(moment: Moment): string {
    const { year, month, day: date } = parts(moment)
    const otherYear = year !== parts(now()).year
    if (ko) return `${otherYear ? `${year}년 ` : ''}${month}월 ${date}일`
    return `${date} ${months[month - 1]}${otherYear ? ` ${year}` : ''}`
  }

  /** 2월 19일 (목), Thu 19 Feb */
  function date(moment: Moment): string {
    const weekday = weekdays[locale][parts(moment).dayOfWeek - 1]
    return ko ? `${shortDate(moment)} (${weekday})` : `${weekday} ${shortDate(moment)}`
  }

  /** 오후 4:20, 16:20 */
  function time(moment: Moment): string {
    const { hour: h, minute: m } = parts(moment)
    const mm = String(m).padStart(2, '0')
    return ko ? `${h < 12 ? '오전' : '오후'} ${h % 12 || 12}:${mm}` : `${String(h).padStart(2, '0')}:${mm}`
  }

  /** 2월 19일 오후 4:20, 19 Feb, 16:20 */
  function dateTime(moment: Moment): string {
    return ko ? `${shortDate(moment)} ${time(moment)}` : `${shortDate(moment)}, ${time(moment)}`
  }

  /** Whole days from the clock's day to this one, as the zone counts them; negative in the past. */
  function daysFromToday(moment: Moment): number {
    return parts(now()).toPlainDate().until(parts(moment).toPlainDate()).days
  }

  /** 어제, 오늘, 내일, otherwise the date. */
  function relativeDay(moment: Moment): string {
    const days = daysFromToday(moment)
    if (Math.abs(days) > 1) return date(moment)
    relativeDays ??= new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' })
    return relativeDays.format(days, 'day')
  }

  /** The time alone today, with the day otherwise: what a clock or a due date shows. */
  function due(moment: Moment): string {
    const days = daysFromToday(moment)
    if (days === 0) return time(moment)
    return Math.abs(days) === 1 ? `${relativeDay(moment)} ${time(moment)}` : dateTime(moment)
  }

  /** 12분 전, 12 min ago; once the day is over, 어제, yesterday; before that, the date. */
  function ago(moment: Moment): string {
    const passed = now() - timeOf(moment)
    if (passed < minute) return ko ? '방금' : 'just now'
    const days = daysFromToday(moment)
    if (passed >= hour && days < 0) return days === -1 ? relativeDay(moment) : shortDate(moment)
    const text = duration(locale, passed < hour ? passed : Math.floor(passed / hour) * hour)
    return ko ? `${text} 전` : `${text} ago`
  }

  return {
    locale,
    timeZone,
    shortDate,
    date,
    time,
    dateTime,
    daysFromToday,
    relativeDay,
    due,
    ago,
    /** 2시간 10분, 2 h 10 min, from milliseconds. */
    duration: (ms: number) => duration(locale, ms),
    number(value: number): string {
      numbers ??= new Intl.NumberFormat(tags[locale])
      return numbers.format(value)
    },
    /** 92.3%, from a share of 0 to 1. */
    percent: (share: number) => `${percentDigits(share)}%`,
    /** 87~95.5%, 87 to 95.5% */
    percentRange: (low: number, high: number) =>
      `${percentDigits(low)}${ko ? '~' : ' to '}${percentDigits(high)}%`,
    /** 117건 중 108건, 108 of 117 */
    xOfN(x: number, n: number): string {
      const [hits, tries] = [this.number(x), this.number(n)]
      return ko ? `${tries}건 중 ${hits}건` : `${hits} of ${tries}`
    },
  }
}
