import * as z from 'zod/mini'
import { checkInItems } from './check-ins.ts'

/** Fewer than this many people are never told apart from a total, nor by comparing two. */
export const leastPeople = 5
/** Weeks of a period; all of them begin on the same Mondays, in the zone of the team. */
export const periodWeeks = 4

/**
 * Why nothing is shown: fewer than five answered; fewer than five did not, so that they could be worked out; fewer than
 * five came or went since a figure that is out already; another team's figure beside it would tell them apart; the team
 * is smaller than five, so that there never is a figure.
 */
export const suppressions = ['few', 'rest', 'change', 'apart', 'small'] as const
export const suppression = z.enum(suppressions)
export type Suppression = z.infer<typeof suppression>

/** Of everybody who was in the team: fewer than half answered, half to three quarters, more. */
export const responseBands = ['under_half', 'half', 'most'] as const
export const responseBand = z.enum(responseBands)
export type ResponseBand = z.infer<typeof responseBand>

export const itemTotal = z.object({
  item: z.enum(checkInItems),
  /** The mean of people's own means from 0 (worst) to 100 (best), to the nearest 5; null where it is not shown. */
  value: z.nullable(z.int()),
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

/** Query checkIns.totals, for who leads or manages the team: closed periods, newest first. They never change again. */
export const totalsInput = z.object({ teamId: z.uuid() })
export const teamTotals = z.object({
  teamId: z.uuid(),
  name: z.string(),
  /** The period that runs now and the day on which its total is worked out. */
  current: z.object({ from: z.string(), to: z.string(), closesOn: z.string() }),
  periods: z.array(periodTotals),
})
export type TeamTotals = z.infer<typeof teamTotals>
