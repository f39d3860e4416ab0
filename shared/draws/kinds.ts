import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'
import { purposes } from './rules.ts'

/** Rows of Today. */
export const drawRows = [
  /** A verifier: cases of a draw wait for their verdicts. */
  z.object({
    ...rowHead,
    kind: z.literal('draw_due'),
    drawId: z.uuid(),
    teamName: z.string(),
    purpose: z.enum(purposes),
    cases: z.int(),
    verified: z.int(),
    /** Those without a verdict that the reader may give. */
    mine: z.int(),
  }),
] as const
