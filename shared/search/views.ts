import * as z from 'zod/mini'
import { audience } from '#shared/coaching/fields.ts'
import { status } from '#shared/escalations/fields.ts'
import { personRef } from '#shared/people/views.ts'

const foundPerson = z.extend(personRef, {
  /** Whose screen it opens: that of who leads the person, or the administrators'. */
  place: z.enum(['person', 'directory']),
})
export type FoundPerson = z.infer<typeof foundPerson>

const foundCase = z.object({
  auditId: z.uuid(),
  caseRef: z.string(),
  reference: z.string(),
  analyst: personRef,
  policy: z.string(),
  /** An older release does not send it. */
  queue: z._default(z.nullable(z.string()), null),
  decidedAt: z.string(),
})
export type FoundCase = z.infer<typeof foundCase>

const foundNote = z.object({
  noteId: z.uuid(),
  author: personRef,
  subject: personRef,
  audience,
  /** The part of its words that was found. */
  excerpt: z.string(),
  createdAt: z.string(),
  /** The note before it in the reader's order, after which a page of notes begins with it; null where it is the first. */
  newer: z.nullable(z.uuid()),
})
export type FoundNote = z.infer<typeof foundNote>

const foundEscalation = z.object({
  escalationId: z.uuid(),
  /** Null with child safety: lists show the reference alone. */
  summary: z.nullable(z.string()),
  caseReference: z.nullable(z.string()),
  /** The part of its words that was found. */
  excerpt: z.string(),
  status,
  changedAt: z.string(),
})
export type FoundEscalation = z.infer<typeof foundEscalation>

const foundPrecedent = z.object({
  precedentId: z.uuid(),
  policy: z.string(),
  clauseId: z.nullable(z.uuid()),
  /** The part of its words that was found. */
  excerpt: z.string(),
  keptAt: z.string(),
})
export type FoundPrecedent = z.infer<typeof foundPrecedent>

/** Describes what one of the five groups has at most: `foundLimit`, newest first; people by name. */
export const searchView = z.object({
  people: z.array(foundPerson),
  cases: z.array(foundCase),
  notes: z.array(foundNote),
  escalations: z.array(foundEscalation),
  /** An older release neither sent nor kept them. */
  precedents: z._default(z.array(foundPrecedent), []),
})
export type SearchView = z.infer<typeof searchView>
