/** The rule of a series: a wall time in its zone, every so many weeks from a day on. */
export interface SeriesRule {
  readonly startsOn: string
  readonly time: string
  readonly zone: string
  readonly everyWeeks: number
  readonly minutes: number
  readonly endedAt: string | null
  readonly meetings: readonly Departure[]
}
/** One meeting that departs from the rule, or was finished. */
interface Departure {
  readonly day: string
  readonly movedTo: { readonly day: string; readonly time: string } | null
  readonly cancelled: boolean
  readonly finished: object | null
}

export interface Occurrence {
  /** By the rule: what the meeting is known by. */
  readonly day: string
  /** The day and the wall time that it takes place at, in the zone of the series. */
  readonly takesPlaceOn: string
  readonly time: string
  /** Milliseconds since the epoch. */
  readonly startsAt: number
  readonly endsAt: number
  readonly cancelled: boolean
  readonly finished: boolean
}

/** Days within which a meeting that nobody finished is still asked about. */
const askedWithin = 14
/** Weeks before and after a moment in which the days of a series are looked up: more than four months of meetings cancelled in a row are shown as none. */
const weeksBack = 8
const weeksAhead = 20

/** Returns the days of the rule from `first` to `last`, both included; the wall calendar counts, whatever the clocks did. */
export function ruleDays(
  { startsOn, everyWeeks }: Pick<SeriesRule, 'startsOn' | 'everyWeeks'>,
  first: string,
  last: string,
): string[] {
  const start = Temporal.PlainDate.from(startsOn)
  const step = 7 * everyWeeks
  const skipped = Math.max(0, Math.ceil(start.until(first).days / step))
  const days: string[] = []
  for (let number = skipped; ; number += 1) {
    const day = start.add({ days: number * step }).toString()
    if (day > last) return days
    days.push(day)
  }
}

/** Returns whether the day is one of the rule. */
export const isRuleDay = (rule: Pick<SeriesRule, 'startsOn' | 'everyWeeks'>, day: string): boolean =>
  ruleDays(rule, day, day).length === 1

/** Returns the meeting of a day by the rule, with when it takes place; a time that the clocks skip is as much later. */
export function occurrenceOn(rule: SeriesRule, day: string): Occurrence {
  const departure = rule.meetings.find((meeting) => meeting.day === day)
  const takesPlaceOn = departure?.movedTo?.day ?? day
  const time = departure?.movedTo?.time ?? rule.time
  const startsAt = Temporal.PlainDate.from(takesPlaceOn).toZonedDateTime({
    timeZone: rule.zone,
    plainTime: time,
  }).epochMilliseconds
  return {
    ...{ day, takesPlaceOn, time, startsAt },
    endsAt: startsAt + rule.minutes * 60_000,
    cancelled: departure?.cancelled ?? false,
    finished: departure?.finished != null,
  }
}

/** Returns the meetings around a moment, in the order in which they take place. An ended series has those that took place. */
function occurrencesAround(rule: SeriesRule, now: number): Occurrence[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(rule.zone).toPlainDate()
  const first = today.subtract({ weeks: weeksBack }).toString()
  const days = new Set([
    ...ruleDays(rule, first, today.add({ weeks: weeksAhead }).toString()),
    // A meeting that was moved or finished stays one, also where the rule has changed since.
    ...rule.meetings
      .filter(({ day, movedTo, finished }) => day >= first && (movedTo || finished))
      .map(({ day }) => day),
  ])
  const ended = rule.endedAt === null ? Infinity : Date.parse(rule.endedAt)
  return [...days]
    .map((day) => occurrenceOn(rule, day))
    .filter(({ startsAt }) => startsAt < ended)
    .sort((left, right) => left.startsAt - right.startsAt)
}

/** Returns the meetings that are still to take place, or go on, in their order. */
export const comingMeetings = (rule: SeriesRule, now: number): Occurrence[] =>
  occurrencesAround(rule, now).filter(
    ({ cancelled, finished, endsAt }) => !cancelled && !finished && endsAt > now,
  )

/** Returns the last meeting that is over and that nobody has finished, of the last two weeks. */
export const unfinishedMeeting = (rule: SeriesRule, now: number): Occurrence | undefined =>
  occurrencesAround(rule, now).findLast(
    ({ cancelled, finished, endsAt }, index, all) =>
      !cancelled &&
      !finished &&
      endsAt <= now &&
      endsAt > now - askedWithin * 86_400_000 &&
      !all.slice(index + 1).some((later) => later.finished),
  )
