import type { Span } from '#shared/core/working-hours.ts'
import { atNight, during, firstMoment, outside } from '#shared/core/working-hours.ts'
import type { QuietHours } from '#shared/people/views.ts'

/** Every week from its Monday on, unless the person chose a weekday and a time, or not to be asked. */
export type Rhythm =
  | { kind: 'weekly' }
  | { kind: 'chosen'; weekday: number; time: string }
  | { kind: 'never' }

/** The person's own days; instants are milliseconds since the epoch. */
export interface OwnTime {
  now: number
  zone: string
}

const dayAt = ({ now, zone }: OwnTime): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
const startOf = (day: Temporal.PlainDate, zone: string): number => day.toZonedDateTime(zone).epochMilliseconds

/** Describes a check-in that is asked for: the day that it is known by, and since when. */
export interface Prompt {
  day: string
  at: number
}

/**
 * Returns the check-in that the rhythm asks for now, known by its week's Monday, so that another rhythm asks no second time
 * in a week. It ends with the week; a week that was skipped leaves nothing.
 */
export function weeklyPrompt(rhythm: Rhythm, time: OwnTime): Prompt | undefined {
  if (rhythm.kind === 'never') return undefined
  const today = dayAt(time)
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const since =
    rhythm.kind === 'weekly'
      ? startOf(monday, time.zone)
      : monday
          .add({ days: rhythm.weekday - 1 })
          .toZonedDateTime({ timeZone: time.zone, plainTime: rhythm.time }).epochMilliseconds
  return since <= time.now ? { day: monday.toString(), at: since } : undefined
}

/** Days after an event on which a check-in is offered. */
export const followUpDays = [1, 7] as const
/** Days for which an offer stands, its first included; then it goes by itself. */
const offeredDays = 3
/** Days that an event is looked back to: the last offer, and a fortnight away before it. */
export const followUpReach = 24

/** When the person works or is away, as far as it is entered; office hours stand in where no work is. */
export interface OwnHours {
  work: readonly Span[]
  away: readonly Span[]
  office: readonly Span[]
  quiet: QuietHours | null
}

/**
 * Returns the newest follow-up that is offered now: on the day after an event and a week after it, or once the person works
 * again after that, and outside their quiet hours. Two events with the same day are one offer.
 */
export function followUpPrompt(
  events: readonly string[],
  time: OwnTime,
  { work, away, office, quiet }: OwnHours,
): Prompt | undefined {
  const days = new Set(
    events.flatMap((event) =>
      followUpDays.map((days) => Temporal.PlainDate.from(event).add({ days }).toString()),
    ),
  )
  const offers = [...days].map((day): Prompt => {
    const from = startOf(Temporal.PlainDate.from(day), time.zone)
    const rostered = work.some(({ until }) => until > from)
    return {
      day,
      at: firstMoment(from, [
        outside(rostered ? work : office),
        during(away),
        ...(quiet ? [atNight(quiet, time.zone)] : []),
      ]),
    }
  })
  return offers
    .filter(({ at }) => at <= time.now && time.now < endOf(at, time.zone))
    .sort((a, b) => b.day.localeCompare(a.day))[0]
}

const endOf = (since: number, zone: string): number =>
  startOf(dayAt({ now: since, zone }).add({ days: offeredDays }), zone)
