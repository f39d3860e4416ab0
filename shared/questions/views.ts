import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { questionStatuses } from './rules.ts'

export const questionEntry = z.object({
  entryId: z.uuid(),
  author: personRef,
  /** An answer, or else the asker asked again. */
  isAnswer: z.boolean(),
  text: z.string(),
  addedAt: z.string(),
})
export type QuestionEntry = z.infer<typeof questionEntry>

export const questionView = z.object({
  questionId: z.uuid(),
  teamId: z.uuid(),
  asker: personRef,
  /** Null where it went to whoever leads the team. */
  addressee: z.nullable(personRef),
  policy: z.string(),
  clauseId: z.nullable(z.uuid()),
  /** The version that was in force when it was asked. */
  versionId: z.nullable(z.uuid()),
  caseRef: z.nullable(z.string()),
  text: z.string(),
  onHold: z.boolean(),
  status: z.enum(questionStatuses),
  askedAt: z.string(),
  /** When an answer is due; null while the question has not reached the server. */
  dueAt: z.nullable(z.string()),
  /** When it was answered last. */
  answeredAt: z.nullable(z.string()),
  /** Answers and what was asked again, the oldest first. */
  entries: z.array(questionEntry),
  /** Where its answer was kept. */
  precedentId: z.nullable(z.uuid()),
})
export type QuestionView = z.infer<typeof questionView>

/** The questions that the reader may see, what is open first and then the newest, and whom they may ask. */
export const questionsView = z.object({
  questions: z.array(questionView),
  /** The other analysts and the leads of the teams in which the reader is an analyst. */
  colleagues: z.array(z.object({ teamId: z.uuid(), person: personRef })),
})
export type QuestionsView = z.infer<typeof questionsView>

/** An answer that was kept, without who asked and who answered, or a ruling of the partner for policy. */
export const precedentView = z.object({
  precedentId: z.uuid(),
  policy: z.string(),
  clauseId: z.nullable(z.uuid()),
  /** The version that was in force when it was kept. */
  versionId: z.nullable(z.uuid()),
  textKo: z.nullable(z.string()),
  textEn: z.nullable(z.string()),
  keptAt: z.string(),
  /** From when a ruling holds; null for an answer. */
  holdsFrom: z._default(z.nullable(z.string()), null),
  /** The write-up that was ruled on. */
  escalationId: z._default(z.nullable(z.uuid()), null),
})
export type PrecedentView = z.infer<typeof precedentView>

/** The newest first. */
export const precedentsView = z.array(precedentView)
export type PrecedentsView = z.infer<typeof precedentsView>
