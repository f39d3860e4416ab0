import * as z from 'zod/mini'

export const liveFeatures = [
  'people',
  'audits',
  'coaching',
  'check-ins',
  'escalations',
  'today',
  'inbox',
] as const
export const liveFeature = z.enum(liveFeatures)
export type LiveFeature = z.infer<typeof liveFeature>

/** Something this reader may see changed: which feature, and about whom or which team. Never what. */
export const changeNotice = z.object({
  feature: liveFeature,
  teamId: z.nullable(z.uuid()),
  subjectId: z.nullable(z.uuid()),
})
export type ChangeNotice = z.infer<typeof changeNotice>

/** `reset`: the cursor is unknown here (first visit, or a restored database); everything is to be read again. */
export const liveBatch = z.object({ cursor: z.string(), reset: z.boolean(), changes: z.array(changeNotice) })
export type LiveBatch = z.infer<typeof liveBatch>
