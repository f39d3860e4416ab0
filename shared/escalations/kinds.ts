import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'
import { severities } from './step-rules.ts'

/** Rows of Today. */
export const escalationRows = [
  /**
   * The reader may decide it; its clock runs out and they have it, or it is overdue and theirs to look after; it came to
   * them or to their function; what they asked was answered, or more was asked of them. `person` raised it, answered or
   * asked for more. With child safety the title is the reference alone.
   */
  z.object({
    ...rowHead,
    kind: z.literal('escalation'),
    escalationId: z.uuid(),
    why: z.enum(['decide', 'running_out', 'overdue', 'asked', 'new', 'routed', 'approved', 'rejected']),
    severity: z.enum(severities),
    title: z.string(),
    childSafety: z.boolean(),
    dueAt: z.nullable(z.string()),
  }),
] as const
