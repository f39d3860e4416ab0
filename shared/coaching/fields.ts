import * as z from 'zod/mini'
import { text } from '#shared/core/fields.ts'
import { metric } from '#shared/scorecards/fields.ts'
import { audiences } from './rules.ts'

export const audience = z.enum(audiences)
/** A quick note; situation, behaviour, impact; goal, reality, options, will; recognition. */
export const noteBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('quick'), text: text(8000) }),
  z.object({ kind: z.literal('sbi'), situation: text(4000), behaviour: text(4000), impact: text(4000) }),
  z.object({
    kind: z.literal('grow'),
    goal: text(4000),
    reality: text(4000),
    options: text(4000),
    will: text(4000),
  }),
  z.object({ kind: z.literal('recognition'), text: text(8000) }),
])
export type NoteBody = z.infer<typeof noteBody>
export type NoteKind = NoteBody['kind']
/** The one point a note is about, as it stood when it was written. */
export const noteCriterion = z.object({
  metric,
  policy: z.nullable(z.string()),
  x: z.int(),
  n: z.int(),
  from: z.string(),
  to: z.string(),
})
export type NoteCriterion = z.infer<typeof noteCriterion>
