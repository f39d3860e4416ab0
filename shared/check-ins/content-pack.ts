import * as z from 'zod/mini'
import { text } from '#shared/core/fields.ts'

/** Text in each language of the pack; a language is one that Dure has. */
const texts = (limit: number) =>
  z
    .strictObject({ ko: z.optional(text(limit)), en: z.optional(text(limit)) })
    .check(z.refine(({ ko, en }) => ko !== undefined || en !== undefined, { error: 'needs a language' }))

const item = z.strictObject({
  text: texts(500),
  /** Its values count from the other end of the scale. */
  reversed: z.optional(z.boolean()),
})
const step = z.strictObject({ value: z.int().check(z.minimum(0), z.maximum(100)), label: texts(100) })

/**
 * The file of a content pack, as docs/content-packs.md describes it. Its rules beyond the form of each field are
 * `packFaults`.
 */
export const contentPack = z.strictObject({
  format: z.literal(1),
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  version: text(32),
  title: texts(100),
  introduction: texts(1000),
  items: z.array(item).check(z.minLength(1), z.maxLength(60)),
  /** From the first to the last choice, their values rising. */
  scale: z.array(step).check(z.minLength(2), z.maxLength(11)),
  scoring: z.strictObject({
    /** What the sum of the items is multiplied by. */
    factor: z.number().check(z.positive(), z.maximum(1000)),
    /** The end of the scale at which things are hardest: help is shown in full after it. */
    hardEnd: z.enum(['low', 'high']),
    /** The pack's own words about its score; Dure adds none. */
    meaning: texts(1000),
  }),
  /** Days that the questions look back on. */
  recallDays: z.int().check(z.minimum(0), z.maximum(366)),
  leastDistanceDays: z.int().check(z.minimum(1), z.maximum(366)),
  licence: text(2000),
  source: text(500),
})
export type ContentPack = z.infer<typeof contentPack>
