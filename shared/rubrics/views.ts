import * as z from 'zod/mini'
import { text } from '#shared/core/fields.ts'
import { criterionLimit, criticalKinds, scales, sectionLimit, versionStates, weightLimit } from './rules.ts'

/** A text in both languages; null where it is missing in one. */
const inBoth = (limit: number) => z.object({ ko: z.nullable(text(limit)), en: z.nullable(text(limit)) })
export type Translated = { ko: string | null; en: string | null }

export const criterion = z
  .object({
    /** Stays through all versions, so that a criterion can be followed across them. */
    criterionId: z.uuid(),
    label: inBoth(200),
    guidance: inBoth(1000),
    /** Above 0, but for what was moved in without one, which is in per cent. */
    weight: z.number().check(z.minimum(0), z.maximum(weightLimit)),
    scale: z.enum(scales),
    /** "Not applicable" may be chosen. */
    mayNotApply: z.boolean(),
    critical: z.nullable(z.enum(criticalKinds)),
  })
  .check(z.refine(({ weight, scale }) => weight > 0 || scale === 'percent', { path: ['weight'] }))
export type Criterion = z.infer<typeof criterion>

export const section = z.object({
  sectionId: z.uuid(),
  title: inBoth(100),
  criteria: z.array(criterion).check(z.maxLength(criterionLimit)),
})

export const rubricContent = z
  .object({
    name: inBoth(100),
    sections: z.array(section).check(z.maxLength(sectionLimit)),
  })
  .check(
    z.refine(({ sections }) => {
      const ids = sections.flatMap(({ criteria }) => criteria.map(({ criterionId }) => criterionId))
      return ids.length <= criterionLimit && new Set(ids).size === ids.length
    }),
  )
export type RubricContent = z.infer<typeof rubricContent>

export const rubricVersionView = z.object({
  versionId: z.uuid(),
  rubricId: z.uuid(),
  teamId: z.uuid(),
  /** Counts the rubric's versions from 1. */
  number: z.int(),
  state: z.enum(versionStates),
  content: rubricContent,
  savedAt: z.string(),
  publishedAt: z.nullable(z.string()),
  archivedAt: z.nullable(z.string()),
  /** The version of the row, which a command is based on. */
  version: z.int(),
})
export type RubricVersionView = z.infer<typeof rubricVersionView>

/** Every draft and published version, and the newest archived ones; the newest version of each rubric first. */
export const rubricsView = z.object({ versions: z.array(rubricVersionView) })
export type RubricsView = z.infer<typeof rubricsView>
