import ICAL from 'ical.js'
import { isZone } from '#shared/core/zones.ts'
import { kindOfTitle } from './kind-rules.ts'
import {
  keepOnce,
  type RefusedRow,
  type RosterFile,
  type RosterRefusal,
  type RosterRow,
} from './roster-file-rules.ts'
import type { EntryKind } from './rules.ts'

/** Says for which days events are read, and where times without a zone of their own are meant. */
export interface CalendarSetting {
  zone: string
  first: string
  last: string
}

/** Bytes of a calendar that is read. */
export const largestCalendar = 10_000_000
/** Repetitions that are counted through: forty years of days. */
const repetitionLimit = 15_000

/** A file that is no calendar. */
export class UnreadableCalendar extends Error {}

/** Returns whether a file says that it is a calendar. */
export const isCalendar = (bytes: Uint8Array): boolean =>
  /^\ufeff?\s*BEGIN:VCALENDAR/i.test(new TextDecoder().decode(bytes.subarray(0, 64)))

/** Joins folded lines before they are decoded: a line may be folded within the bytes of a Korean letter. */
function unfolded(bytes: Uint8Array): string {
  const [cr, lf, space, tab] = [13, 10, 32, 9]
  const kept = new Uint8Array(bytes.length)
  let size = 0
  for (let place = 0; place < bytes.length; place++) {
    const end = bytes[place] === cr && bytes[place + 1] === lf ? place + 1 : place
    const next = bytes[end + 1]
    if (bytes[end] === lf && (next === space || next === tab)) place = end + 1
    else kept[size++] = bytes[place] ?? 0
  }
  return new TextDecoder().decode(kept.subarray(0, size))
}

/** Reads a roster from a calendar. @throws UnreadableCalendar */
export function readCalendar(bytes: Uint8Array, setting: CalendarSetting): RosterFile {
  const calendar = calendarOf(bytes)
  const events = calendar.getAllSubcomponents('vevent')
  const file: RosterFile = { missing: [], rows: [], refused: [], name: nameOf(calendar) }
  const seen = new Set<string>()
  const isException = (event: ICAL.Component) => event.hasProperty('recurrence-id')
  for (const [place, component] of events.entries()) {
    if (
      isException(component) &&
      events.some((other) => !isException(other) && uidOf(other) === uidOf(component))
    )
      continue
    const exceptions = events.filter((other) => isException(other) && uidOf(other) === uidOf(component))
    const read = readEvent(component, { ...setting, exceptions, row: place + 1 })
    for (const found of read)
      if ('reason' in found) file.refused.push(found)
      else keepOnce(file, found, seen)
  }
  return file
}

/** Reads a file's calendar. @throws UnreadableCalendar */
export function calendarOf(bytes: Uint8Array): ICAL.Component {
  if (bytes.length > largestCalendar || !isCalendar(bytes)) throw new UnreadableCalendar()
  try {
    const jcal: unknown = ICAL.parse(unfolded(bytes))
    // Of several calendars in one file the first counts.
    const [head] = Array.isArray(jcal) && Array.isArray(jcal[0]) ? jcal : [jcal]
    return new ICAL.Component(Array.isArray(head) ? head : [])
  } catch {
    // The library throws errors of many kinds for what is not well formed.
    throw new UnreadableCalendar()
  }
}

/** Returns the text of a property; empty where there is none. */
export const textOf = (component: ICAL.Component, name: string): string =>
  String(component.getFirstPropertyValue(name) ?? '').trim()
export const uidOf = (component: ICAL.Component): string => textOf(component, 'uid')
/** Returns the name that a calendar gives itself. */
export const nameOf = (calendar: ICAL.Component): string | null =>
  (textOf(calendar, 'x-wr-calname') || textOf(calendar, 'name')).slice(0, 200) || null

interface EventSetting extends CalendarSetting {
  exceptions: ICAL.Component[]
  row: number
}

/** Returns the entries of one event with all its repetitions, one for each person whom it names. */
function readEvent(component: ICAL.Component, setting: EventSetting): (RosterRow | RefusedRow)[] {
  const { row, exceptions } = setting
  const refused = (reason: RosterRefusal): RefusedRow => ({
    ...{ row, field: null, reason },
    value: textOf(component, 'summary').slice(0, 80) || null,
  })
  try {
    const event = new ICAL.Event(component, { exceptions })
    if (!event.startDate) return [refused('missing')]
    return [...occurrences(event, setting)].flatMap((occurrence): (RosterRow | RefusedRow)[] => {
      const found = timesOf(occurrence, setting)
      if (found === undefined) return []
      if (typeof found === 'string') return [refused(found)]
      const called = attendees(occurrence.item.component)
      const people = called.length > 0 ? called : [null]
      return people.map((person) => ({ row, called: person, ...found }))
    })
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return [refused('unreadable')]
    // The library throws plain errors for values that it cannot read.
    if (error instanceof Error) return [refused('unreadable')]
    throw error
  }
}

export interface Occurrence {
  item: ICAL.Event
  startDate: ICAL.Time
  endDate: ICAL.Time
}

/** Yields an event with its repetitions in these days. */
export function* occurrences(
  event: ICAL.Event,
  { first, last }: Pick<CalendarSetting, 'first' | 'last'>,
): Generator<Occurrence> {
  if (!event.isRecurring()) {
    yield { item: event, startDate: event.startDate, endDate: event.endDate }
    return
  }
  const iterator = event.iterator()
  for (let count = 0; count < repetitionLimit; count++) {
    const next = iterator.next()
    if (!next || dayOf(next) > last) return
    if (dayOf(next) < first) continue
    yield event.getOccurrenceDetails(next)
  }
}

type Times = Pick<RosterRow, 'kind' | 'firstDay' | 'from' | 'lastDay' | 'until' | 'zone'>

/** Returns when an occurrence is; undefined where it is cancelled or too far away, and why where it cannot be said. */
function timesOf(
  { item, startDate, endDate }: Occurrence,
  { zone, first, last }: CalendarSetting,
): Times | RosterRefusal | undefined {
  const { component } = item
  if (textOf(component, 'status').toUpperCase() === 'CANCELLED') return undefined
  const kind = kindOfEvent(component, startDate.isDate)
  if (!kind) return 'bad_kind'
  if (startDate.isDate) {
    if (kind === 'work') return 'no_times'
    const firstDay = dayOf(startDate)
    // The end of whole days is the day after the last.
    const end = Temporal.PlainDate.from(dayOf(endDate)).subtract({ days: 1 }).toString()
    const lastDay = kind === 'off' || end < firstDay ? firstDay : end
    if (lastDay < first || firstDay > last) return undefined
    return { kind, firstDay, from: null, lastDay, until: null, zone }
  }
  const start = wallOf(startDate, component, { property: 'dtstart', zone })
  const end = start && wallOf(endDate, component, { property: 'dtend', zone: start.zone })
  if (!start || !end) return 'unknown_zone'
  const [from, until] = [start.wall.toZonedDateTime(start.zone), end.wall.toZonedDateTime(end.zone)]
  const ends = until.withTimeZone(start.zone).toPlainDateTime()
  const [firstDay, lastDay] = [start.wall.toPlainDate().toString(), ends.toPlainDate().toString()]
  if (until.epochMilliseconds <= from.epochMilliseconds) return 'order'
  if (lastDay < first || firstDay > last) return undefined
  if (kind === 'off') return { kind, firstDay, from: null, lastDay: firstDay, until: null, zone: start.zone }
  if (kind === 'work' && until.epochMilliseconds - from.epochMilliseconds > 24 * 3_600_000) return 'too_long'
  const timeOf = (wall: Temporal.PlainDateTime) => wall.toPlainTime().toString({ smallestUnit: 'minute' })
  return { kind, firstDay, from: timeOf(start.wall), lastDay, until: timeOf(ends), zone: start.zone }
}

/** Hours are a shift unless they say otherwise; whole days are nothing unless they say what. */
function kindOfEvent(component: ICAL.Component, wholeDays: boolean): EntryKind | undefined {
  if (textOf(component, 'x-microsoft-cdo-busystatus').toUpperCase() === 'OOF') return 'away'
  const titles = [textOf(component, 'summary'), ...component.getAllProperties('categories').flatMap(valuesOf)]
  for (const title of titles) {
    const kind = kindOfTitle(title)
    if (kind) return kind
  }
  return wholeDays ? undefined : 'work'
}
const valuesOf = (property: ICAL.Property): string[] => property.getValues().map(String)

/** Returns the addresses of the people whom an event invites, lower case. */
export function attendees(component: ICAL.Component): string[] {
  const addresses = component
    .getAllProperties('attendee')
    .flatMap((property) => /^mailto:(.+@.+)$/i.exec(String(property.getFirstValue() ?? ''))?.[1] ?? [])
  return [...new Set(addresses.map((address) => address.trim().toLowerCase()))]
}

/** Returns the day of a moment in a calendar. */
export const dayOf = ({ year, month, day }: ICAL.Time): string =>
  new Temporal.PlainDate(year, month, day).toString()

/**
 * Returns the wall time of a moment in a zone by the name of the IANA database; a zone that the file describes itself, and
 * UTC, in the zone of whoever reads it. Undefined where nobody knows the zone.
 */
export function wallOf(
  time: ICAL.Time,
  component: ICAL.Component,
  { property, zone }: { property: 'dtstart' | 'dtend'; zone: string },
): { wall: Temporal.PlainDateTime; zone: string } | undefined {
  const { year, month, day, hour, minute } = time
  const wall = new Temporal.PlainDateTime(year, month, day, hour, minute)
  // An end that is a duration is in the zone of the beginning.
  const named = (component.getFirstProperty(property) ?? component.getFirstProperty('dtstart'))?.getParameter(
    'tzid',
  )
  const known = time.zone?.tzid ?? 'floating'
  const tzid = typeof named === 'string' ? named : known
  if (isZone(tzid)) return { wall, zone: tzid }
  if (tzid === 'floating') return { wall, zone }
  if (known === 'floating') return undefined
  const instant = Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000)
  return { wall: instant.toZonedDateTimeISO(zone).toPlainDateTime(), zone }
}
