import { cleanCell } from '#shared/tables/clean.ts'

/** Which of two numbers before a year is the day. A file has one order. */
export type DayOrder = 'dmy' | 'mdy'

/** A date and time as a cell says it. */
export interface WallClock {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
  /** Milliseconds ahead of UTC, or the name of a zone; undefined where the cell says neither. */
  offset: number | string | undefined
}
type Read = WallClock | { instant: number } | 'ambiguous' | undefined

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekday = String.raw`(?:[월화수목금토일]요일|\([월화수목금토일]\)|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?)`
/** Matches what stands between a day and its time. */
const between = String.raw`(?:\s*,?\s*${weekday})?(?:t|\s*,\s*|\s+(?:at\s+)?)`
const time = `(?:${between}(?<time>.+))?`
const shape = (date: string) => new RegExp(`^(?:${weekday},?\\s+)?${date}${time}$`, 'i')

const yearFirst = shape(
  String.raw`(?<year>\d{4})\s?(?<mark>[-/.년])\s?(?<month>\d{1,2})\s?(?:[-/.월])\s?(?<day>\d{1,2})(?:\s?[일.])?`,
)
const yearLast = shape(String.raw`(?<first>\d{1,2})\s?[-/.]\s?(?<second>\d{1,2})\s?[-/.]\s?(?<year>\d{4})\.?`)
const monthFirst = shape(
  String.raw`(?<name>[a-z]{3,9})\.?\s(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?<year>\d{4})`,
)
const dayFirst = shape(
  String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?[\s-](?<name>[a-z]{3,9})\.?,?[\s-](?<year>\d{4})`,
)
const weekDate = shape(String.raw`(?<year>\d{4})-?w(?<week>\d{2})-?(?<weekday>[1-7])`)
const compact =
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:t?(?<h>\d{2})(?<m>\d{2})(?<s>\d{2})?(?<rest>.*))?$/i
const clock =
  /^(?:(?<half>오전|오후|정오|자정|am|pm|a\.m\.|p\.m\.)\s?)?(?<h>\d{1,2})(?:(?::|시\s?)(?<m>\d{1,2})(?:(?::|분\s?)(?<s>\d{1,2})초?(?:[.,](?<fraction>\d{1,18}))?|분)?|시)(?:\s?(?<halfAfter>am|pm|a\.m\.|p\.m\.))?(?<zone>.*)$/i
const serial = /^\d{5}(?:\.\d+)?$/
const epoch = /^(?:\d{10}|\d{13}|\d{16})$/

const dayInMs = 86_400_000
/** Day 0 of a spreadsheet. */
const serialEpoch = Date.UTC(1899, 11, 30)

/** Matches what most systems write: 2026-11-03T14:05:00.123Z, with or without its seconds and the Z. */
const usual = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{3}))?)?([Zz])?$/

/** Reads what a cell says; the forms are those of import-date-rules.test.ts. */
export function wallClockOf(text: string, order?: DayOrder): Read {
  const plain = usual.exec(text)
  if (plain) {
    const [, year, month, day, hour, minute, second = 0, millisecond = 0, utc] = plain
    return {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      millisecond: Number(millisecond),
      offset: utc === undefined ? undefined : 0,
    }
  }
  const cell = cleanCell(text).replaceAll('\u2212', '-')
  if (serial.test(cell)) return clockOfSerial(Number(cell))
  if (epoch.test(cell)) return { instant: Math.trunc(Number(cell.padEnd(13, '0').slice(0, 13))) }
  const packed = compact.exec(cell)?.groups
  if (packed) {
    const { year, month, day, h, m, s = '00', rest = '' } = packed
    return dated({ year, month, day }, h === undefined ? undefined : `${h}:${m}:${s}${rest}`)
  }
  const first = yearFirst.exec(cell)?.groups
  if (first) return dated(first, first.time)
  const named = (monthFirst.exec(cell) ?? dayFirst.exec(cell))?.groups
  if (named) return clockOfNamed(named)
  const last = yearLast.exec(cell)?.groups
  if (last) return clockOfYearLast(last, order)
  const week = weekDate.exec(cell)?.groups
  if (week) return clockOfWeek(week)
  return clockOfJavaScript(cell)
}

type Groups = Record<string, string | undefined>

function dated(date: Groups, timeText: string | undefined): Read {
  const time = timeText === undefined ? midnight : timeOf(timeText)
  if (!time) return undefined
  return { year: Number(date.year), month: Number(date.month), day: Number(date.day), ...time }
}

const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0, offset: undefined }

function timeOf(text: string): Omit<WallClock, 'year' | 'month' | 'day'> | undefined {
  const found = clock.exec(text.trim())?.groups
  if (!found) return undefined
  const { m = '0', s = '0', fraction = '', zone = '' } = found
  if (m.length < 2 && found.m !== undefined && text.includes(':')) return undefined
  const hour = hourOf(Number(found.h), found.half ?? found.halfAfter)
  const offset = zoneOf(zone)
  if (hour === undefined || offset === 'unknown') return undefined
  const millisecond = Number(fraction.padEnd(3, '0').slice(0, 3))
  return { hour, minute: Number(m), second: Number(s), millisecond, offset: offset ?? undefined }
}

/** Midnight is 12 in the morning, and Koreans also write 0 in the afternoon for noon. */
function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour
  const afternoon = /^(오후|정오|p)/i.test(half)
  if (hour > 12) return afternoon && hour < 24 ? hour : undefined
  return (hour % 12) + (afternoon ? 12 : 0)
}

const namedZones: Readonly<Record<string, number>> = { z: 0, utc: 0, gmt: 0, kst: 9, jst: 9 }

/** Milliseconds ahead of UTC, the name of a zone in brackets, null where nothing is said. */
function zoneOf(text: string): number | string | null | 'unknown' {
  const rest = text.trim()
  if (rest === '') return null
  const found =
    /^(?<name>z|utc|gmt|kst|jst)?\s?(?:(?<sign>[+-])(?<h>\d{1,2})(?::?(?<m>\d{2}))?)?(?:\s?\[(?<zone>[\w/+-]+)\])?(?:\s?\([^)]*\))?$/i.exec(
      rest,
    )?.groups
  if (!found) return 'unknown'
  const { name, sign, h = '0', m = '0', zone } = found
  if (name === undefined && sign === undefined) return zone ?? 'unknown'
  const [hours, minutes] = [Number(h), Number(m)]
  if (hours > 14 || minutes > 59) return 'unknown'
  const ahead = (sign === '-' ? -1 : 1) * (hours * 60 + minutes)
  const named = sign === undefined ? (namedZones[(name ?? '').toLowerCase()] ?? 0) * 60 : 0
  return (ahead + named) * 60_000
}

function clockOfSerial(days: number): Read {
  const wall = new Date(Math.round((serialEpoch + days * dayInMs) / 1000) * 1000)
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    millisecond: 0,
    offset: undefined,
  }
}

function clockOfNamed({ name = '', ...date }: Groups): Read {
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1
  return month === 0 ? undefined : dated({ ...date, month: String(month) }, date.time)
}

function clockOfYearLast({ first = '', second = '', year, time: clockText }: Groups, order?: DayOrder): Read {
  const [a, b] = [Number(first), Number(second)]
  const dayThenMonth = dated({ year, day: first, month: second }, clockText)
  const monthThenDay = dated({ year, month: first, day: second }, clockText)
  if (a === b || b > 12) return monthThenDay
  if (a > 12) return dayThenMonth
  if (order === undefined) return dayThenMonth && monthThenDay && 'ambiguous'
  return order === 'dmy' ? dayThenMonth : monthThenDay
}

function clockOfWeek({ year, week, weekday: dayOfWeek, time: clockText }: Groups): Read {
  const fourth = Temporal.PlainDate.from({ year: Number(year), month: 1, day: 4 })
  const day = fourth.add({ days: (Number(week) - 1) * 7 + Number(dayOfWeek) - fourth.dayOfWeek })
  if (day.weekOfYear !== Number(week)) return undefined
  return dated({ year: String(day.year), month: String(day.month), day: String(day.day) }, clockText)
}

/** Tue Nov 03 2026 14:05:00 GMT+0900 (한국 표준시) */
function clockOfJavaScript(cell: string): Read {
  const found =
    /^(?:[a-z]{3},?\s)?(?<name>[a-z]{3})\s(?<day>\d{1,2})\s(?<time>\d\d:\d\d:\d\d)\s(?<zone>[a-z]{3,4}\s)?(?<year>\d{4})$/i.exec(
      cell,
    )?.groups
  return found && clockOfNamed({ ...found, time: `${found.time} ${found.zone ?? ''}` })
}
