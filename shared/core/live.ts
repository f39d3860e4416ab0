import * as z from 'zod/mini'
import type { Feature } from '#shared/features.ts'

/** A feature by the name of its folder. */
export type LiveFeature = FolderOf<Feature>
type FolderOf<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? '' : '-'}${Lowercase<Head>}${FolderOf<Tail>}`
  : Name

/**
 * Something this reader may see changed: which feature, and about whom or which team. Never what. A newer server may name
 * features that a phone does not know.
 */
export const changeNotice = z.object({
  feature: z.string(),
  teamId: z.nullable(z.uuid()),
  subjectId: z.nullable(z.uuid()),
})
export type ChangeNotice = z.infer<typeof changeNotice>

/** `reset`: the cursor is unknown here (first visit, or a restored database); everything is to be read again. */
export const liveBatch = z.object({ cursor: z.string(), reset: z.boolean(), changes: z.array(changeNotice) })
export type LiveBatch = z.infer<typeof liveBatch>
