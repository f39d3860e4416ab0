import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'

/** Rows of Today. */
export const administrationRows = [
  /**
   * Another administrator, or who manages from above: a role of the person, their invitation or their address, or a move of
   * a team that they asked for, waits to be confirmed. Or what they asked for of erasures, holds and periods.
   */
  z.object({
    ...rowHead,
    kind: z.literal('confirmation'),
    what: z.enum(['role', 'invitation', 'address', 'move', 'retention']),
  }),
  /**
   * Every administrator: disputes or requests for another look of a team that nobody may decide. `person` is the reader; neither
   * whose they are nor what they say is told.
   */
  z.object({
    ...rowHead,
    kind: z.literal('undecided'),
    teamName: z.string(),
    n: z.int(),
    dueAt: z.string(),
  }),
] as const
