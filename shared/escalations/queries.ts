import * as z from 'zod/mini'

/** 'mine': raised, held or watched by the reader. 'team': of a team or a function of theirs. 'all': both. */
export const listInput = z.object({
  scope: z.enum(['mine', 'team', 'all']),
  /** 'open': everything that is not closed, up to 200, the next clock first. 'closed': 50 a page, newest first. */
  state: z.enum(['open', 'closed']),
  /** Opaque, from the page before. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type ListInput = z.infer<typeof listInput>
