import * as z from 'zod/mini'
import { command } from '#shared/core/contract.ts'

/** Command inbox.read. */
export const readInput = z.object({ inboxIds: z.array(z.uuid()).check(z.minLength(1), z.maxLength(200)) })
export type ReadInput = z.infer<typeof readInput>

export const inbox = {
  read: command({
    name: 'inbox.read',
    version: 1,
    input: readInput,
    entities: ({ inboxIds }) => inboxIds,
  }),
}
