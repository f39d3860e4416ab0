/** Lists what is entered or imported for a day: a shift, a day without one, or an absence. */
export const entryKinds = ['work', 'off', 'away'] as const
export type EntryKind = (typeof entryKinds)[number]

/** ISO weekdays, Monday first. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** The longest absence that is entered at once, in days. */
export const longestAbsence = 400

/** Days before and after today for which shifts are kept as instants. */
export const horizon = { before: 35, after: 70 } as const

/** One weekday of a pattern: wall times 'HH:MM'. A shift that ends at or before its beginning ends on the next day. */
export interface WeekdayHours {
  readonly weekday: number
  readonly from: string
  readonly until: string
}

/** The weekly hours from a day on, until the next pattern begins; without hours, no shifts from that day on. */
export interface Pattern {
  readonly startsOn: string
  readonly zone: string
  readonly hours: readonly WeekdayHours[]
}

/** A shift, a day off or an absence, by the wall calendar and the wall clock of its zone. */
export interface Entry {
  readonly kind: EntryKind
  readonly firstDay: string
  /** Null for whole days. */
  readonly from: string | null
  /** The last day, included. */
  readonly lastDay: string
  readonly until: string | null
  readonly zone: string
  /** An import brought it. */
  readonly imported: boolean
}

/** A shift or an absence as it lies in time. Instants are milliseconds since the epoch, the end not included. */
export interface ShiftSpan {
  readonly kind: 'work' | 'absence'
  /** The day that it belongs to: a night shift belongs to the day on which it begins. */
  readonly day: string
  readonly from: number
  readonly until: number
}

/** Returns the instant of a wall time; one that the clocks skip is as much later, of one shown twice the first counts. */
const instantOf = (day: Temporal.PlainDate, time: string, timeZone: string): number =>
  day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds

const nextDay = (day: Temporal.PlainDate): Temporal.PlainDate => day.add({ days: 1 })

/** Returns the last day of a shift that begins on a day. */
export const endDayOf = (day: string, from: string, until: string): string =>
  until > from ? day : nextDay(Temporal.PlainDate.from(day)).toString()

function patternSpan({ hours, zone }: Pattern, day: Temporal.PlainDate): ShiftSpan[] {
  const found = hours.find(({ weekday }) => weekday === day.dayOfWeek)
  if (!found) return []
  const { from, until } = found
  const end = until > from ? day : nextDay(day)
  return [
    {
      ...{ kind: 'work', day: day.toString() },
      ...{ from: instantOf(day, from, zone), until: instantOf(end, until, zone) },
    },
  ]
}

function entrySpan({ kind, firstDay, from, lastDay, until, zone }: Entry): ShiftSpan {
  const last = Temporal.PlainDate.from(lastDay)
  return {
    kind: kind === 'work' ? 'work' : 'absence',
    day: firstDay,
    from: instantOf(Temporal.PlainDate.from(firstDay), from ?? '00:00', zone),
    until: until === null ? instantOf(nextDay(last), '00:00', zone) : instantOf(last, until, zone),
  }
}

interface Roster {
  readonly patterns: readonly Pattern[]
  readonly entries: readonly Entry[]
}

/** Returns the pattern that holds on a day: the one that began last. */
export const patternOn = <P extends Pattern>(patterns: readonly P[], day: string): P | undefined =>
  patterns
    .filter(({ startsOn }) => startsOn <= day)
    .toSorted((left, right) => right.startsOn.localeCompare(left.startsOn))[0]

/** Returns the shifts of a day: as entered by hand, else as imported, else by the pattern. */
function shiftsOn({ patterns, entries }: Roster, day: Temporal.PlainDate): ShiftSpan[] {
  const name = day.toString()
  const ofDay = entries.filter(({ kind, firstDay }) => kind !== 'away' && firstDay === name)
  const entered = ofDay.filter(({ imported }) => !imported)
  const counted = entered.length > 0 ? entered : ofDay
  if (counted.length > 0) return counted.filter(({ kind }) => kind === 'work').map(entrySpan)
  const pattern = patternOn(patterns, name)
  return pattern ? patternSpan(pattern, day) : []
}

const isLong = ({ from, until }: ShiftSpan) => until > from

/**
 * Returns the shifts of the days from `first` to `last`, both included, and the absences that touch them, in their order and
 * each once. Wall times are kept, whatever the clocks do.
 */
export function spansOf(roster: Roster, first: string, last: string): ShiftSpan[] {
  const spans = roster.entries
    .filter(({ kind, firstDay, lastDay }) => kind === 'away' && firstDay <= last && lastDay >= first)
    .map(entrySpan)
  const end = Temporal.PlainDate.from(last)
  for (
    let day = Temporal.PlainDate.from(first);
    Temporal.PlainDate.compare(day, end) <= 0;
    day = nextDay(day)
  )
    spans.push(...shiftsOn(roster, day))
  const distinct = new Map(
    spans.filter(isLong).map((span) => [`${span.kind} ${span.from} ${span.until}`, span]),
  )
  return [...distinct.values()].sort((left, right) => left.from - right.from || left.until - right.until)
}

/** Returns whether somebody is away on the whole of a day. */
export const isAwayOn = (entries: readonly Entry[], day: string): boolean =>
  entries.some(
    ({ kind, firstDay, from, lastDay, until }) =>
      kind === 'away' &&
      (firstDay < day || (firstDay === day && from === null)) &&
      (day < lastDay || (day === lastDay && until === null)),
  )

/** Returns the day itself, or the first weekday after an absence that covers it. */
export function dayWithoutAbsence(entries: readonly Entry[], day: string): string {
  let found = Temporal.PlainDate.from(day)
  const isFree = () => !isAwayOn(entries, found.toString())
  if (isFree()) return day
  while (!isFree() || found.dayOfWeek > 5) found = nextDay(found)
  return found.toString()
}

/** Returns the shift that goes on at a moment, where no absence does; undefined outside of shifts. */
export function shiftAt(spans: readonly ShiftSpan[], timestamp: number): ShiftSpan | undefined {
  const holding = spans.filter(({ from, until }) => from <= timestamp && timestamp < until)
  return holding.some(({ kind }) => kind === 'absence') ? undefined : holding[0]
}

/** Returns the first absence that has not ended; undefined where none is known. */
export const nextAbsence = <E extends Entry>(entries: readonly E[], today: string): E | undefined =>
  entries
    .filter(({ kind, lastDay }) => kind === 'away' && lastDay >= today)
    .toSorted((left, right) => left.firstDay.localeCompare(right.firstDay))[0]

/** Returns the Monday of the week of a day. */
export function weekOf(day: string): string {
  const date = Temporal.PlainDate.from(day)
  return date.subtract({ days: date.dayOfWeek - 1 }).toString()
}
