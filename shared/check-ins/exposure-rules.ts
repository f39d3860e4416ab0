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

/** Lists how strong the content was, by the person's own word. Only minutes count towards a budget. */
export const exposureSeverities = ['low', 'medium', 'high'] as const
export type ExposureSeverity = (typeof exposureSeverities)[number]

/** Says where an entry came from: the person entered it, or read it in from a file. */
export const exposureSources = ['own', 'file'] as const
export type ExposureSource = (typeof exposureSources)[number]

/** The longest entry, in minutes, and the entries that are read in at once. */
export const longestEntry = 960
export const fileEntryLimit = 500

/** Days over the budget, and of how many, after which a rotation is suggested for a person who asked for that. */
export const suggestAfter = { daysOver: 3, ofDays: 14 } as const

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

/** Returns how many days from `since` on reached the budget of a day. */
export function daysOverBudget(
  entries: readonly Pick<ExposureEntry, 'day' | 'minutes'>[],
  { minutesPerDay, since }: { minutesPerDay: number; since: string },
): number {
  const minutes = new Map<string, number>()
  for (const entry of entries)
    if (entry.day >= since) minutes.set(entry.day, (minutes.get(entry.day) ?? 0) + entry.minutes)
  return [...minutes.values()].filter((sum) => sum >= minutesPerDay).length
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
