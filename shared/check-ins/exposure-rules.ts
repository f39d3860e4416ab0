import * as z from 'zod/mini'

/** What difficult content was about, in the words of the budget and not of any policy. */
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
export const harm = z.enum(harms)
export type Harm = z.infer<typeof harm>

/** Minutes; the press reports of 2018 and 2022 that these two come from name no law, and a team may set its own. */
export const defaultBudget = { minutesPerDay: 240, minutesWithoutBreak: 120 } as const
/** A pause of this many minutes is a break, whatever was seen before it. */
export const breakMinutes = 10

/** Command checkIns.saveExposure: a person's own entry, new or entered again under the same id. */
export const exposureInput = z.object({
  entryId: z.uuid(),
  day: z.iso.date(),
  harm,
  minutes: z.int().check(z.minimum(1), z.maximum(960)),
  /** When it began, where the person knows: only then a stretch without a break can be told. */
  startedAt: z.nullable(z.iso.datetime({ offset: true })),
})
export type ExposureInput = z.infer<typeof exposureInput>
/** Command checkIns.removeExposure. */
export const removeExposureInput = z.object({ entryId: z.uuid() })
export type RemoveExposureInput = z.infer<typeof removeExposureInput>

export const budget = z.object({ minutesPerDay: z.int(), minutesWithoutBreak: z.int() })
export type Budget = z.infer<typeof budget>
/** Command checkIns.setBudget, by who leads the team. Query checkIns.budgets lists those of the reader's teams. */
export const budgetInput = z.object({
  teamId: z.uuid(),
  minutesPerDay: z.int().check(z.minimum(15), z.maximum(720)),
  minutesWithoutBreak: z.int().check(z.minimum(15), z.maximum(480)),
})
export type BudgetInput = z.infer<typeof budgetInput>
export const budgetView = z.object({ teamId: z.uuid(), name: z.string(), budget, version: z.int() })
export type BudgetView = z.infer<typeof budgetView>

export const exposureEntry = z.object({
  entryId: z.uuid(),
  day: z.string(),
  harm,
  minutes: z.int(),
  startedAt: z.nullable(z.string()),
  version: z.int(),
})
export type ExposureEntry = z.infer<typeof exposureEntry>

/** Query checkIns.exposure: one's own entries of the last 28 days, newest first. Nobody else ever reads them. */
export const exposureView = z.object({
  entries: z.array(exposureEntry),
  /** Of the person's team; the strictest where they are in several. */
  budget,
  /** The person's day, in their zone. */
  day: z.string(),
})
export type ExposureView = z.infer<typeof exposureView>

export interface ExposureFacts {
  minutesToday: number
  overDay: boolean
  /** Minutes seen without a break up to `now`, 0 after one; null where no entry of the day says when it began. */
  withoutBreak: number | null
  breakDue: boolean
}

/** What the budget says of one's own entries: the screen and the break prompt show these and nothing else. */
export function exposureFacts(
  entries: readonly Pick<ExposureEntry, 'day' | 'minutes' | 'startedAt'>[],
  { budget, day, now }: { budget: Budget; day: string; now: number },
): ExposureFacts {
  const ofDay = entries.filter((entry) => entry.day === day)
  const minutesToday = ofDay.reduce((sum, { minutes }) => sum + minutes, 0)
  const withoutBreak = stretch(ofDay, now)
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
