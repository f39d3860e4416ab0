import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'
import { signal } from './views.ts'

/** Rows of Today. */
export const scorecardRows = [
  /** Lead: the data about an analyst is worth a look, or recovered. */
  z.object({ ...rowHead, kind: z.literal('signal'), signal }),
] as const
