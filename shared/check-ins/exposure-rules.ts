import type { Budget, ExposureEntry } from './exposure-views.ts'

/** Lists what difficult content was about, in the words of the budget and not of any policy. */
export const harms = [
  'violence',
  'self_harm',
  'sexual',
  'child_safety',
  'hate',
  'harassment',
  'terrorism',
  'other',
] as const
export type Harm = (typeof harms)[number]

/** Minutes; the press reports of 2018 and 2022 that these two come from name no law, and a team may set its own. */
export const defaultBudget = { minutesPerDay: 240, minutesWithoutBreak: 120 } as const
/** A pause of this many minutes is a break, whatever was seen before it. */
export const breakMinutes = 10

export interface ExposureFacts {
  minutesToday: number
  overDay: boolean
  /** Minutes seen without a break up to `now`, 0 after one; null where no entry of the day says when it began. */
  withoutBreak: number | null
  breakDue: boolean
}

/**
 * Returns what the budget says of one's own entries: the screen and the break prompt show these and nothing else. Time
 * without a break begins with the shift, where one is known.
 */
export function exposureFacts(
  entries: readonly Pick<ExposureEntry, 'day' | 'minutes' | 'startedAt'>[],
  { budget, day, now, shiftFrom }: { budget: Budget; day: string; now: number; shiftFrom?: number },
): ExposureFacts {
  const ofDay = entries.filter((entry) => entry.day === day)
  // A night shift goes on over midnight, and what was seen before a shift is no work of it.
  const ofShift =
    shiftFrom === undefined
      ? ofDay
      : entries.filter(({ startedAt }) => startedAt !== null && Date.parse(startedAt) >= shiftFrom)
  const minutesToday = ofDay.reduce((sum, { minutes }) => sum + minutes, 0)
  const withoutBreak = stretch(ofShift, now)
  return {
    minutesToday,
    overDay: minutesToday >= budget.minutesPerDay,
    withoutBreak,
    breakDue: withoutBreak !== null && withoutBreak >= budget.minutesWithoutBreak,
  }
}

function stretch(entries: readonly Pick<ExposureEntry, 'minutes' | 'startedAt'>[], now: number) {
  const spans = entries
    .flatMap(({ startedAt, minutes }) => {
      const from = startedAt === null ? Number.NaN : Date.parse(startedAt)
      return from <= now ? [{ from, until: Math.min(from + minutes * 60_000, now) }] : []
    })
    .sort((a, b) => a.from - b.from)
  if (spans.length === 0) return null
  const pause = breakMinutes * 60_000
  let seen = 0
  let end = Number.NEGATIVE_INFINITY
  for (const { from, until } of spans) {
    if (from - end >= pause) seen = 0
    seen += Math.max(0, until - Math.max(from, end))
    end = Math.max(end, until)
  }
  return now - end >= pause ? 0 : Math.round(seen / 60_000)
}
