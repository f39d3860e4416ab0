import type { QuietHours } from '#shared/people/views.ts'

/** Instants in milliseconds since the epoch, the end not included. */
export interface Span {
  from: number
  until: number
}

/** Returns until when a message that is ready at this instant is to wait; undefined where nothing holds it then. */
export type Hold = (timestamp: number) => number | undefined

const holds = ({ from, until }: Span, timestamp: number) => from <= timestamp && timestamp < until
export const within = (spans: readonly Span[], timestamp: number) =>
  spans.some((span) => holds(span, timestamp))

/** Waits for the end of each of these spans: an absence, the rest of a heavy day. */
export const during =
  (spans: readonly Span[]): Hold =>
  (timestamp) =>
    spans.find((span) => holds(span, timestamp))?.until

/** Waits for the next of these spans, such as shifts; after the last of them it holds nothing. */
export const outside =
  (spans: readonly Span[]): Hold =>
  (timestamp) => {
    if (within(spans, timestamp)) return undefined
    const ahead = spans.filter(({ from, until }) => from > timestamp && until > from)
    return ahead.length === 0 ? undefined : Math.min(...ahead.map(({ from }) => from))
  }

/** Waits for the end of a person's quiet hours, at its hour of that day, whatever the clocks of the zone did in it. */
export const atNight =
  ({ from, until }: QuietHours, zone: string): Hold =>
  (timestamp) => {
    const local = Temporal.Instant.fromEpochMilliseconds(timestamp).toZonedDateTimeISO(zone)
    const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
    const pastMidnight = from > until
    const quiet = pastMidnight ? time >= from || time < until : time >= from && time < until
    if (!quiet) return undefined
    const day = local.toPlainDate().add({ days: pastMidnight && time >= from ? 1 : 0 })
    const end = day.toPlainDateTime(Temporal.PlainTime.from(until))
    const first = end.toZonedDateTime(zone).epochMilliseconds
    // Where the clocks are put back over its end, the night goes on until they show it again.
    return first > timestamp
      ? first
      : end.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds
  }

const moveLimit = 1_000

/** Returns the first instant from `at` on at which nothing holds a message back. */
export function firstMoment(timestamp: number, all: readonly Hold[]): number {
  let moment = timestamp
  for (let moves = 0; moves < moveLimit; moves++) {
    const ends = all.flatMap((hold) => hold(moment) ?? []).filter((end) => end > moment)
    if (ends.length === 0) return moment
    moment = Math.max(...ends)
  }
  return moment
}
