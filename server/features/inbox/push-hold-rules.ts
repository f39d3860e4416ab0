import { atNight, during, firstMoment } from '#shared/core/working-hours.ts'
import type { QuietHours } from '#shared/people/views.ts'

/** Holds what decides when a person's phone may ring. Instants are ISO 8601. */
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

/** Returns the first hour of the daily digest after this instant, in milliseconds since the epoch; `hour` is 'HH:MM' there. */
export function nextDigest(since: number, { hour, zone }: { hour: string; zone: string }): number {
  const day = Temporal.Instant.fromEpochMilliseconds(since).toZonedDateTimeISO(zone).toPlainDate()
  const onDay = (date: Temporal.PlainDate) =>
    date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(hour) }).epochMilliseconds
  const first = onDay(day)
  return first > since ? first : onDay(day.add({ days: 1 }))
}

/**
 * Returns until when a push or an e-mail waits, in milliseconds since the epoch; undefined where it may go now. It waits for its
 * digest, for the end of an absence, of the night and, for who has shifts entered, for the next one; where none is ahead, only for the first two.
 * What may be of a failure waits for the next day of work after a heavy one.
 */
export function holdUntil(
  person: Reachability,
  now: number,
  digest: number | undefined = undefined,
): number | undefined {
  const { zone, quiet, absentUntil, heavyUntil, working, nextShift } = person
  const until = (end: string) => during([{ from: now, until: Date.parse(end) }])
  const moment = firstMoment(now, [
    ...(digest !== undefined ? [during([{ from: now, until: digest }])] : []),
    ...(absentUntil ? [until(absentUntil)] : []),
    ...(heavyUntil ? [until(heavyUntil)] : []),
    ...(nextShift && (!working || heavyUntil) ? [until(nextShift)] : []),
    ...(quiet ? [atNight(quiet, zone)] : []),
  ])
  return moment > now ? moment : undefined
}
