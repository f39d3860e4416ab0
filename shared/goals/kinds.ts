import * as z from 'zod/mini'
import { metric } from '#shared/scorecards/fields.ts'
import { rowHead } from '#shared/today/row-head.ts'

/** Rows of Today. */
export const goalRows = [
  /** The person and who leads them: the date of a goal has come. */
  z.object({
    ...rowHead,
    kind: z.literal('goal_due'),
    goalId: z.uuid(),
    metric,
    target: z.number(),
    dueOn: z.string(),
  }),
] as const
