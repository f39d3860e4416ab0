import ICAL from 'ical.js'
import {
  attendees,
  type CalendarSetting,
  calendarOf,
  dayOf,
  nameOf,
  type Occurrence,
  occurrences,
  textOf,
  uidOf,
  wallOf,
} from '#shared/shifts/calendar-file-rules.ts'
import type { TurnEvent, TurnFile, TurnRefusal } from './turn-rules.ts'

/** Reads the on-call calendar of a tool: each event is somebody's turn. @throws UnreadableCalendar */
export function readTurns(bytes: Uint8Array, setting: CalendarSetting): TurnFile {
  const calendar = calendarOf(bytes)
  const events = calendar.getAllSubcomponents('vevent')
  const file: TurnFile = { name: nameOf(calendar), events: [], refused: [] }
  const isException = (event: ICAL.Component) => event.hasProperty('recurrence-id')
  for (const [place, component] of events.entries()) {
    const others = events.filter((other) => other !== component && uidOf(other) === uidOf(component))
    if (isException(component) && others.some((other) => !isException(other))) continue
    readEvent(component, { ...setting, row: place + 1, exceptions: others.filter(isException) }, file)
  }
  return file
}

type EventSetting = CalendarSetting & { row: number; exceptions: ICAL.Component[] }

function readEvent(component: ICAL.Component, setting: EventSetting, file: TurnFile): void {
  const { row, exceptions } = setting
  const refuse = (reason: TurnRefusal) =>
    file.refused.push({ row, reason, value: textOf(component, 'summary').slice(0, 80) || null })
  try {
    const event = new ICAL.Event(component, { exceptions })
    if (!event.startDate) return void refuse('missing')
    for (const occurrence of occurrences(event, setting)) {
      const found = turnOf(occurrence, setting)
      if (typeof found === 'string') return void refuse(found)
      if (found) file.events.push({ row, ...found })
    }
  } catch (error) {
    // The library throws plain errors for values that it cannot read.
    if (!(error instanceof Error)) throw error
    refuse('unreadable')
  }
}

/** Returns when a turn is and whom it names; undefined where it is cancelled or too far away. */
function turnOf(
  { item, startDate, endDate }: Occurrence,
  { zone, first, last }: CalendarSetting,
): Omit<TurnEvent, 'row'> | TurnRefusal | undefined {
  const { component } = item
  if (textOf(component, 'status').toUpperCase() === 'CANCELLED') return undefined
  if (dayOf(endDate) < first || dayOf(startDate) > last) return undefined
  // A time without seconds of a whole day is midnight in the team's zone.
  const start = wallOf(startDate, component, { property: 'dtstart', zone })
  const end = start && wallOf(endDate, component, { property: 'dtend', zone: start.zone })
  if (!start || !end) return 'unknown_zone'
  const [from, until] = [start.wall.toZonedDateTime(start.zone), end.wall.toZonedDateTime(end.zone)]
  if (until.epochMilliseconds <= from.epochMilliseconds) return 'order'
  return {
    startsAt: new Date(from.epochMilliseconds).toISOString(),
    endsAt: new Date(until.epochMilliseconds).toISOString(),
    addresses: attendees(component),
    title: textOf(component, 'summary').slice(0, 200),
  }
}
