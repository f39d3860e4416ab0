import ical, { ICalEventRepeatingFreq, ICalEventStatus } from 'ical-generator'
import { isRuleDay, ruleDays } from '#shared/meetings/occurrence-rules.ts'

/** A series as a calendar shows it; nothing of its agenda, and its place only where names are shown. */
export interface CalendarSeries {
  readonly seriesId: string
  /** The other of the two. */
  readonly name: string
  readonly startsOn: string
  readonly time: string
  readonly zone: string
  readonly everyWeeks: number
  readonly minutes: number
  readonly place: string | null
  readonly endedAt: string | null
  readonly changedAt: string
  readonly version: number
  readonly meetings: readonly CalendarMeeting[]
}
export interface CalendarMeeting {
  readonly day: string
  readonly movedTo: { readonly day: string; readonly time: string } | null
  readonly cancelled: boolean
  readonly finished: boolean
  readonly changedAt: string
  readonly version: number
}

/**
 * Writes a person's series as iCalendar. The bytes follow from the rows and the zones' rules alone: DTSTAMP is the last
 * change, so that a fetch without a change gives the same.
 * @param showsNames whether titles say with whom, and events where; else each is "1:1" and no more.
 */
export function calendarOf(
  all: readonly CalendarSeries[],
  { domain, showsNames }: { domain: string; showsNames: boolean },
): string {
  const first = all.map(({ startsOn }) => startsOn).toSorted()[0] ?? '2026-01-01'
  const calendar = ical({
    prodId: { company: 'Dure', product: 'Dure', language: 'EN' },
    name: 'Dure',
    timezone: { name: null, generator: (zone: string) => zoneDefinition(zone, first) },
  })
  for (const series of all) {
    const titled = {
      summary: showsNames ? `1:1 · ${series.name}` : '1:1',
      location: showsNames ? series.place : null,
      timezone: series.zone,
    }
    const uid = `${series.seriesId}@${domain}`
    const timesAt = (day: string, time: string) => {
      const start = zoned(day, time, series.zone)
      return { start, end: start.add({ minutes: series.minutes }) }
    }
    const repetition = repetitionOf(series)
    calendar.createEvent({
      ...{ ...titled, ...timesAt(series.startsOn, series.time), id: uid },
      ...{ sequence: series.version - 1, stamp: stampOf(series.changedAt) },
      ...(repetition
        ? { repeating: { freq: ICalEventRepeatingFreq.WEEKLY, ...repetition } }
        : { status: ICalEventStatus.CANCELLED }),
    })
    for (const meeting of series.meetings) {
      const { day, movedTo, cancelled, finished } = meeting
      const byRule = isRuleDay(series, day)
      // What took place under an earlier rule is an event of its own; what was put back needs none.
      if (byRule ? !movedTo && !cancelled && meeting.version === 1 && finished : !finished) continue
      const stamps = [series.changedAt, meeting.changedAt].map(stampOf)
      calendar.createEvent({
        ...{ ...titled, ...timesAt(movedTo?.day ?? day, movedTo?.time ?? series.time) },
        ...(byRule
          ? { id: uid, recurrenceId: zoned(day, series.time, series.zone) }
          : { id: `${day}-${uid}` }),
        // Both only rise, so their sum rises with every change of either.
        sequence: series.version - 1 + meeting.version,
        stamp: stamps.reduce((left, right) => (left > right ? left : right)),
        ...(cancelled ? { status: ICalEventStatus.CANCELLED } : {}),
      })
    }
  }
  return calendar.toString()
}

/** Returns how a series repeats; null where it was ended before its first meeting. */
function repetitionOf(series: CalendarSeries): { interval: number; count?: number } | null {
  const interval = series.everyWeeks
  if (series.endedAt === null) return { interval }
  const end = Temporal.Instant.from(series.endedAt).toZonedDateTimeISO(series.zone)
  const days = ruleDays(series, series.startsOn, end.toPlainDate().toString())
  const count = days.filter(
    (day) => Temporal.ZonedDateTime.compare(zoned(day, series.time, series.zone), end) < 0,
  ).length
  return count > 0 ? { interval, count } : null
}

const zoned = (day: string, time: string, zone: string): Temporal.ZonedDateTime =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: time })

const stampOf = (timestamp: string): Date => new Date(timestamp)

/** Years after the first meeting for which a zone's changes of clock are listed; the last of them holds for ever after. */
const zoneYears = 15
const initial = '19700101T000000'

interface Change {
  kind: 'STANDARD' | 'DAYLIGHT'
  from: string
  to: string
  /** On the wall before the change. */
  moments: string[]
}

/** Returns the VTIMEZONE of a zone: where its clocks stand before the first meeting, and each change of them since. */
function zoneDefinition(zone: string, firstDay: string): string {
  const start = Temporal.PlainDate.from(firstDay).subtract({ years: 1 }).toZonedDateTime(zone)
  const end = start.add({ years: zoneYears + 1 })
  const changes = new Map<string, Change>()
  let before = start
  for (;;) {
    const after = before.getTimeZoneTransition('next')
    if (!after || Temporal.ZonedDateTime.compare(after, end) > 0) break
    const wallBefore = after.subtract({ nanoseconds: 1 })
    const [from, to] = [wallBefore.offset, after.offset]
    const kind = after.offsetNanoseconds > wallBefore.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD'
    const moment = compact(
      after
        .toPlainDateTime()
        .subtract({ nanoseconds: after.offsetNanoseconds - wallBefore.offsetNanoseconds }),
    )
    const change = changes.get(`${from}${to}`) ?? { kind, from, to, moments: [] }
    change.moments.push(moment)
    changes.set(`${from}${to}`, change)
    before = after
  }
  const beginning: Change = { kind: 'STANDARD', from: start.offset, to: start.offset, moments: [initial] }
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...[beginning, ...changes.values()].flatMap(observance),
    'END:VTIMEZONE',
  ].join('\r\n')
}

const observance = ({ kind, from, to, moments: [first, ...rest] }: Change): string[] => [
  `BEGIN:${kind}`,
  `DTSTART:${first}`,
  ...rest.map((moment) => `RDATE:${moment}`),
  `TZOFFSETFROM:${from.replace(':', '')}`,
  `TZOFFSETTO:${to.replace(':', '')}`,
  `END:${kind}`,
]

/** '2026-10-25T02:00:00' as '20261025T020000'. */
const compact = (moment: Temporal.PlainDateTime): string =>
  moment.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
