import * as z from 'zod/mini'
import { harms } from './exposure-rules.ts'

export const harm = z.enum(harms)
export const budget = z.object({ minutesPerDay: z.int(), minutesWithoutBreak: z.int() })
export type Budget = z.infer<typeof budget>
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
