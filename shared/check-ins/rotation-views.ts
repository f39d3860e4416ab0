import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { rotationStates } from './rotation-rules.ts'

/** Query checkIns.rotation: the person's own topics and their last request. Nobody else ever reads the topics. */
export const rotationView = z.object({
  /** Every policy by its code: whether the person is to be given nothing of it. */
  topics: z.array(z.object({ policy: z.string(), leftOut: z.boolean() })),
  /** A rotation is suggested after several days over the budget. */
  suggests: z.boolean(),
  /** Whether there is a team in which the person is an analyst, whose lead could be asked. */
  mayAsk: z.boolean(),
  /** The newest request; null where none is kept. */
  request: z.nullable(
    z.object({
      rotationId: z.uuid(),
      state: z.enum(rotationStates),
      askedAt: z.string(),
      endedAt: z.nullable(z.string()),
      version: z.int(),
    }),
  ),
})
export type RotationView = z.infer<typeof rotationView>

/** Query checkIns.rotations: open requests of people whom the reader leads, the oldest first; nothing says why. */
export const rotationsView = z.array(
  z.object({ rotationId: z.uuid(), person: personRef, at: z.string(), version: z.int() }),
)
export type RotationsView = z.infer<typeof rotationsView>
