import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'

/** Rows of Today. */
export const calibrationRows = [
  /** A rater: an open round waits for their ratings, before its deadline and after. */
  z.object({
    ...rowHead,
    kind: z.literal('calibration_due'),
    roundId: z.uuid(),
    title: z.string(),
    deadline: z.string(),
  }),
] as const
