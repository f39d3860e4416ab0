import * as z from 'zod/mini'
import { command } from '#shared/core/contract.ts'
import { choiceFields } from './fields.ts'

/** Command inbox.read. */
export const readInput = z.object({ inboxIds: z.array(z.uuid()).check(z.minLength(1), z.maxLength(200)) })
export type ReadInput = z.infer<typeof readInput>

/** Command inbox.setChoices; what is absent stays, group by group. */
export const setChoicesInput = z.object({
  email: z.optional(choiceFields.email),
  digestAt: z.optional(choiceFields.digestAt),
  timings: z.optional(choiceFields.timings),
})
export type SetChoicesInput = z.infer<typeof setChoicesInput>

export const inbox = {
  read: command({
    name: 'inbox.read',
    version: 1,
    input: readInput,
    entities: ({ inboxIds }) => inboxIds,
  }),
  /** Settings of one's own are sent in the order of the taps: the last one wins, whatever version it was based on. */
  setChoices: command({
    name: 'inbox.setChoices',
    version: 1,
    input: setChoicesInput,
    entities: () => ['choices'],
  }),
}
