import * as z from 'zod/mini'

/** `before` is what a page called `older`: the notes from there on, back in time. */
export const personInput = z.object({ personId: z.uuid(), before: z.optional(z.uuid()) })
export type PersonInput = z.infer<typeof personInput>
