import type { QuietHours } from '#shared/people/views.ts'

/** What decides when a person's phone may ring. Instants are ISO 8601. */
export interface Reachability {
  zone: string
  quiet: QuietHours | null
  /** The end of an absence that holds now. */
  absentUntil: string | null
  /** Whether a work shift holds now, and when the next begins; both empty where no shifts are entered. */
  working: boolean
  nextShift: string | null
  /** The end of a day that was heavy, for news that may be of a failure. */
  heavyUntil: string | null
}

/**
 * Until when a push waits, in milliseconds since the epoch; undefined where it may go now. It waits for the end of an
 * absence, of the night and, for who has shifts entered, for the next one; where none is ahead, only for the first two.
 * What may be of a failure waits for the next day of work after a heavy one.
 */
export function holdUntil(person: Reachability, now: number): number | undefined {
  const ends: number[] = []
  if (person.absentUntil) ends.push(Date.parse(person.absentUntil))
  if ((!person.working || person.heavyUntil) && person.nextShift) ends.push(Date.parse(person.nextShift))
  if (person.heavyUntil) ends.push(Date.parse(person.heavyUntil))
  const quietEnd = person.quiet && endOfQuiet(person.quiet, person.zone, now)
  if (quietEnd) ends.push(quietEnd)
  return ends.length === 0 ? undefined : Math.max(...ends)
}

/** A night ends at its hour of that day, whatever the clocks of the zone did in it. */
function endOfQuiet({ from, until }: QuietHours, zone: string, now: number): number | undefined {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const pastMidnight = from > until
  const quiet = pastMidnight ? time >= from || time < until : time >= from && time < until
  if (!quiet) return undefined
  const day = local.toPlainDate().add({ days: pastMidnight && time >= from ? 1 : 0 })
  const end = day.toPlainDateTime(Temporal.PlainTime.from(until))
  const first = end.toZonedDateTime(zone).epochMilliseconds
  // Where the clocks are put back over its end, the night goes on until they show it again.
  return first > now ? first : end.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds
}
