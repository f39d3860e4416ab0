import * as z from 'zod/mini'
import { exposureSeverities, exposureSources, harms } from './exposure-rules.ts'

export const harm = z.enum(harms)
export const severity = z.enum(exposureSeverities)
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
  /** Null where the person said nothing of it. */
  severity: z.nullable(severity),
  source: z.enum(exposureSources),
  version: z.int(),
})
export type ExposureEntry = z.infer<typeof exposureEntry>

/** Query checkIns.exposure: all of one's own entries that are kept, newest first. Nobody else ever reads them. */
export const exposureView = z.object({
  entries: z.array(exposureEntry),
  /** Of the person's team; the strictest where they are in several. */
  budget,
  /** The person's day, in their zone. */
  day: z.string(),
  /** Days for which an entry is kept after it was entered or read in. */
  retentionDays: z.int(),
})
export type ExposureView = z.infer<typeof exposureView>
