import * as z from 'zod/mini'

/** Command inbox.read. */
export const readInput = z.object({ inboxIds: z.array(z.uuid()).check(z.minLength(1), z.maxLength(200)) })
export type ReadInput = z.infer<typeof readInput>
