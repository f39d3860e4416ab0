import { z } from 'zod'

/**
 * A backup is one gzip stream of frames. A frame is a line of JSON, which says how many bytes follow it. The last frame
 * holds the SHA-256 of everything before it: a file that was cut short or altered is refused before anything is written.
 */
export const formatName = 'dure-backup'
export const formatVersion = 1

export const headerFrame = z.object({
  kind: z.literal('header'),
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  at: z.iso.datetime(),
  migrations: z.array(z.string()),
})
export const tableFrame = z.object({
  kind: z.literal('table'),
  table: z.string(),
  columns: z.array(z.string()),
})
export const dataFrame = z.object({ kind: z.literal('data'), bytes: z.int().positive() })
export const endFrame = z.object({ kind: z.literal('end'), tables: z.int(), sha256: z.string() })
export const frame = z.discriminatedUnion('kind', [headerFrame, tableFrame, dataFrame, endFrame])
export type Frame = z.infer<typeof frame>

/**
 * Lists what no backup holds. Sessions: one that was ended since must stay ended, and so must its device's pushes;
 * their keys are made anew. E-mails: one that was sent since would be sent again. Changes: they are numbered by the transactions of the cluster they happened in. Throttles
 * and Kysely's own tables describe the running database. Expired rows: they are about to go for good.
 */
export const leftOut: readonly string[] = [
  'session',
  'ended_token',
  'push_key',
  'push_subscription',
  'push_delivery',
  'mail',
  'sign_in_throttle',
  'expired_row',
  'change',
  'feed_epoch',
  'kysely_migration',
  'kysely_migration_lock',
]

export class BackupError extends Error {}
