import * as z from 'zod/mini'
import { count, zonedInstant } from '#shared/core/fields.ts'

/**
 * Describes what travels with every write beside its input. The phone makes it, so that the same write sent twice is
 * one write: `id` alone is the key of apply-once.
 */
export const commandMeta = z.object({
  /** UUIDv7, made on the phone when the person tapped. */
  id: z.uuid(),
  /** One per person and installation. */
  device: z.uuid(),
  /** Rising per device; gaps are legal (a discarded change leaves one). */
  seq: count(1),
  /** Version of the input's schema at the time of the tap. */
  version: count(1),
  /** Version of the entity that the person was looking at; null where the command creates it. */
  base: z.nullable(count()),
  /** The phone's clock: a claim, kept but never used to order. */
  claimedAt: zonedInstant,
})
export type CommandMeta = z.infer<typeof commandMeta>

/** Describes what every command answers with: the entity's version after it, which is the base of the next. */
export const commandResult = z.object({
  entityId: z.uuid(),
  version: z.int().check(z.nonnegative()),
  /** Server time of the effect. */
  at: z.iso.datetime({ offset: true }),
})
export type CommandResult = z.infer<typeof commandResult>
