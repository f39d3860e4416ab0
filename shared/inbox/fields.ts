import * as z from 'zod/mini'
import { timeOfDay } from '#shared/people/views.ts'
import { choiceGroups, timings } from './choice-rules.ts'

/** Describes the choices of a person about their notifications. */
export const choiceFields = {
  /** Whether they come by e-mail too. */
  email: z.boolean(),
  /** The hour of the daily digest, 'HH:MM' of the person's own day. */
  digestAt: timeOfDay,
  timings: z.partialRecord(z.enum(choiceGroups), z.enum(timings)),
}
