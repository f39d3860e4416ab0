import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { coachingView, handoverView, inheritedView, namedView, noteRevision, repliesView } from './views.ts'

/** `before` is what a page called `older`: the notes from there on, back in time. */
export const personInput = z.object({ personId: z.uuid(), before: z.optional(z.uuid()) })
export type PersonInput = z.infer<typeof personInput>

/** `before` is what a note or a page called older: the replies before that one. */
export const repliesInput = z.object({ noteId: z.uuid(), before: z.uuid() })
export type RepliesInput = z.infer<typeof repliesInput>

export const coachingQueries = {
  person: query({ name: 'coaching.person', input: personInput, output: coachingView }),
  /** The open actions of leads of before, for who leads the analyst now. */
  inherited: query({
    name: 'coaching.inherited',
    input: z.object({ personId: z.uuid() }),
    output: inheritedView,
  }),
  replies: query({ name: 'coaching.replies', input: repliesInput, output: repliesView }),
  /** The earlier wordings of a note, newest first. */
  revisions: query({
    name: 'coaching.revisions',
    input: z.object({ noteId: z.uuid() }),
    output: z.array(noteRevision),
  }),
  /** Who can be named as a reader of notes in a team, for who leads it. */
  named: query({ name: 'coaching.named', input: z.object({ teamId: z.uuid() }), output: namedView }),
  /** What the reader wrote in a team that they lead, to be handed over. */
  toHandover: query({
    name: 'coaching.toHandover',
    input: z.object({ teamId: z.uuid() }),
    output: handoverView,
  }),
}
