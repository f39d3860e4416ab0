import * as z from 'zod/mini'
import { casesView } from '#shared/audits/views.ts'
import { coachingView } from '#shared/coaching/views.ts'
import { personGoals } from '#shared/goals/views.ts'
import { personRef } from '#shared/people/views.ts'
import { reviewSummary } from '#shared/reviews/views.ts'
import { analystScorecard } from '#shared/scorecards/views.ts'
import { emergencyStates } from './rules.ts'

export const emergencyAccess = z.object({
  accessId: z.uuid(),
  subject: personRef,
  asker: personRef,
  reason: z.string(),
  hours: z.int(),
  askedAt: z.string(),
  /** Null before it is confirmed, and where whoever runs the server opened it. */
  confirmer: z.nullable(personRef),
  confirmedAt: z.nullable(z.string()),
  /** When it closes by itself; null before it is confirmed. */
  until: z.nullable(z.string()),
  endedAt: z.nullable(z.string()),
  state: z.enum(emergencyStates),
  /** What the reader may do with it. */
  mayConfirm: z.boolean(),
  mayEnd: z.boolean(),
  mayRead: z.boolean(),
})
export type EmergencyAccess = z.infer<typeof emergencyAccess>

/** Lists the accesses that the reader may know of, the newest first, 200 at most. */
export const emergencyList = z.object({ items: z.array(emergencyAccess) })
export type EmergencyList = z.infer<typeof emergencyList>

/** Null where the person audits in no team today. */
export const emergencyScorecard = z.object({ scorecard: z.nullable(analystScorecard) })
export type EmergencyScorecard = z.infer<typeof emergencyScorecard>

export const emergencyCases = casesView
/** The notes that are shared with the person, page by page; their goals and reviews with the first page. */
export const emergencyTimeline = z.object({
  notes: coachingView,
  goals: z.nullable(personGoals),
  reviews: z._default(z.nullable(z.array(reviewSummary)), null),
})
export type EmergencyTimeline = z.infer<typeof emergencyTimeline>
