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

/**
 * Returns until when a push waits, in milliseconds since the epoch; undefined where it may go now. It waits for the end of
 * an absence, of the night and, for who has shifts entered, for the next one; where none is ahead, only for the first two.
 * What may be of a failure waits for the next day of work after a heavy one.
 */
export function holdUntil(person: Reachability, now: number): number | undefined {
  const { zone, quiet, absentUntil, heavyUntil, working, nextShift } = person
  const until = (end: string) => during([{ from: now, until: Date.parse(end) }])
  const moment = firstMoment(now, [
    ...(absentUntil ? [until(absentUntil)] : []),
    ...(heavyUntil ? [until(heavyUntil)] : []),
    ...(nextShift && (!working || heavyUntil) ? [until(nextShift)] : []),
    ...(quiet ? [atNight(quiet, zone)] : []),
  ])
  return moment > now ? moment : undefined
}
