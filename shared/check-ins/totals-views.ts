import * as z from 'zod/mini'
import { checkInItems } from './rules.ts'
import { responseBands, suppressions, totalLevels } from './totals-rules.ts'

export const suppression = z.enum(suppressions)
export const responseBand = z.enum(responseBands)
export const itemTotal = z.object({
  item: z.enum(checkInItems),
  /** Where the mean of people's own means lies; null where it is not shown. */
  level: z.nullable(z.enum(totalLevels)),
  /** With null only. */
  why: z.nullable(suppression),
})
export type ItemTotal = z.infer<typeof itemTotal>

export const periodTotals = z.object({
  /** First and last day, 'YYYY-MM-DD'. */
  from: z.string(),
  to: z.string(),
  items: z.array(itemTotal),
  /** Null unless something is shown. */
  response: z.nullable(responseBand),
})
export type PeriodTotals = z.infer<typeof periodTotals>

export const teamTotals = z.object({
  teamId: z.uuid(),
  name: z.string(),
  /** The period that runs now and the day on which its total is worked out. */
  current: z.object({ from: z.string(), to: z.string(), closesOn: z.string() }),
  periods: z.array(periodTotals),
})
export type TeamTotals = z.infer<typeof teamTotals>
