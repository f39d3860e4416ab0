import * as z from 'zod/mini'
import { count, day } from '#shared/core/fields.ts'
import { personRef } from '#shared/people/views.ts'
import { metric } from '#shared/scorecards/fields.ts'
import { goalEndings } from './rules.ts'

/** Where a goal begins: x of n verified decisions, in the weeks from one Monday to another. */
export const baseline = z.object({
  x: count(),
  n: count(1),
  from: day,
  to: day,
})
export type Baseline = z.infer<typeof baseline>

export const goalView = z.object({
  goalId: z.uuid(),
  teamId: z.uuid(),
  subject: personRef,
  author: personRef,
  metric,
  /** Null where nothing had been verified yet. */
  baseline: z.nullable(baseline),
  /** A share of 0 to 1. */
  target: z.number(),
  dueOn: z.string(),
  why: z.nullable(z.string()),
  createdAt: z.string(),
  ended: z.nullable(z.object({ how: z.enum(goalEndings), by: personRef, at: z.string() })),
  version: z.int(),
})
export type GoalView = z.infer<typeof goalView>

/** One person's goals, the newest first. */
export const personGoals = z.object({ person: personRef, goals: z.array(goalView) })
export type PersonGoals = z.infer<typeof personGoals>
