import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'

/** Rows of Today. */
export const auditRows = [
  /** Lead: an analyst asks for another look at a case. */
  z.object({ ...rowHead, kind: z.literal('look'), lookId: z.uuid(), auditId: z.uuid() }),
  /** Analyst: the lead answered. */
  z.object({
    ...rowHead,
    kind: z.literal('look_answered'),
    auditId: z.uuid(),
    status: z.enum(['kept', 'changed']),
  }),
] as const
