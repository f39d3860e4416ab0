import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'

/** Rows of Today. */
export const emergencyRows = [
  /** Who may confirm it: an administrator asks to read what is about the person. */
  z.object({ ...rowHead, kind: z.literal('emergency'), accessId: z.uuid() }),
] as const
