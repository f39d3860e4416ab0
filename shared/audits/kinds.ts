import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'
import { recheckAnswers } from './recheck-rules.ts'

/** Rows of Today. */
export const auditRows = [
  /** Lead: an analyst asks for another look at a case. */
  z.object({ ...rowHead, kind: z.literal('look'), lookId: z.uuid(), auditId: z.uuid() }),
  /** Analyst: the lead answered. */
  z.object({
    ...rowHead,
    kind: z.literal('look_answered'),
    auditId: z.uuid(),
    status: z.enum(recheckAnswers),
  }),
  /** Lead: wrong decisions of a team that are to be put right on the platform. */
  z.object({
    ...rowHead,
    kind: z.literal('put_right'),
    teamId: z.uuid(),
    teamName: z.string(),
    n: z.int(),
    overdue: z.int(),
    /** When the first of them is, or was, due. */
    dueAt: z.string(),
  }),
] as const
