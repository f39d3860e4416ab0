import * as z from 'zod/mini'

export const caseFilter = z.enum(['errors', 'missed', 'over_enforced', 'all'])
export type CaseFilter = z.infer<typeof caseFilter>
export const casesInput = z.object({
  personId: z.uuid(),
  filter: caseFilter,
  policy: z.optional(z.string()),
  /** Instants, half open. */
  from: z.optional(z.iso.datetime()),
  to: z.optional(z.iso.datetime()),
  /** Opaque, from the page before. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
