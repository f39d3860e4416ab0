import * as z from 'zod/mini'

/** `search` is part of a name, of an email or of what imports call the person. */
export const directoryInput = z.object({
  search: z.string().check(z.trim(), z.maxLength(100)),
  cursor: z.nullish(z.string().check(z.maxLength(500))),
})
export const directoryPersonInput = z.object({ personId: z.uuid() })
