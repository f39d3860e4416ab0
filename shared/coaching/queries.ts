import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { coachingView, noteRevision } from './views.ts'

/** `before` is what a page called `older`: the notes from there on, back in time. */
export const personInput = z.object({ personId: z.uuid(), before: z.optional(z.uuid()) })
export type PersonInput = z.infer<typeof personInput>

export const coachingQueries = {
  person: query({ name: 'coaching.person', input: personInput, output: coachingView }),
  /** The earlier wordings of a note, newest first. */
  revisions: query({
    name: 'coaching.revisions',
    input: z.object({ noteId: z.uuid() }),
    output: z.array(noteRevision),
  }),
}
