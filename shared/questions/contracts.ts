import * as z from 'zod/mini'
import { command, makingOf } from '#shared/core/contract.ts'
import { text, upTo } from '#shared/core/fields.ts'
import { markOf } from '#shared/policies/contracts.ts'

/** Command questions.ask, by an analyst of the team: to its lead with addressee null, else to a colleague in the team. */
export const askQuestionInput = z.object({
  questionId: z.uuid(),
  teamId: z.uuid(),
  addresseeId: z.nullable(z.uuid()),
  policy: upTo(200).check(z.minLength(1)),
  clauseId: z.nullable(z.uuid()),
  /** The number of a case and nothing of its content. */
  caseRef: z.nullable(text(200)),
  text: text(2000),
  /** The case is decided once the answer is there. */
  onHold: z.boolean(),
  /** The version of the policy that is asked about as an update: it is marked so. */
  versionId: z.optional(z.uuid()),
})
export type AskQuestionInput = z.infer<typeof askQuestionInput>

/**
 * Command questions.answer, by whoever was asked. `seenEntryId`: the last entry that they had read, null where there was none;
 * what an older release wrote does not say.
 */
export const answerQuestionInput = z.object({
  questionId: z.uuid(),
  entryId: z.uuid(),
  text: text(4000),
  seenEntryId: z.exactOptional(z.nullable(z.uuid())),
})
export type AnswerQuestionInput = z.infer<typeof answerQuestionInput>

/** Command questions.askAgain, by the asker of a question that was answered. */
export const askAgainInput = z.object({ questionId: z.uuid(), entryId: z.uuid(), text: text(2000) })
export type AskAgainInput = z.infer<typeof askAgainInput>

/** Command questions.settle, by the asker. */
export const settleQuestionInput = z.object({ questionId: z.uuid() })
export type SettleQuestionInput = z.infer<typeof settleQuestionInput>

/** Command questions.keep, by a lead of the team: everybody of the organisation reads the precedent. */
export const keepPrecedentInput = z
  .object({
    precedentId: z.uuid(),
    questionId: z.uuid(),
    textKo: z.nullable(text(4000)),
    textEn: z.nullable(text(4000)),
  })
  .check(
    z.refine(({ textKo, textEn }) => textKo !== null || textEn !== null, {
      path: ['textKo'],
    }),
  )
export type KeepPrecedentInput = z.infer<typeof keepPrecedentInput>

export const questions = {
  ask: command({
    name: 'questions.ask',
    version: 1,
    input: askQuestionInput,
    // A mark of the version that is made later is sent later.
    entities: ({ questionId, versionId }) => [
      ...[questionId, makingOf(questionId)],
      ...(versionId ? [markOf(versionId)] : []),
    ],
  }),
  answer: command({
    name: 'questions.answer',
    version: 1,
    input: answerQuestionInput,
    entities: ({ questionId }) => [questionId],
  }),
  askAgain: command({
    name: 'questions.askAgain',
    version: 1,
    input: askAgainInput,
    entities: ({ questionId }) => [questionId],
  }),
  settle: command({
    name: 'questions.settle',
    version: 1,
    input: settleQuestionInput,
    entities: ({ questionId }) => [questionId],
  }),
  keep: command({
    name: 'questions.keep',
    version: 1,
    input: keepPrecedentInput,
    entities: ({ precedentId }) => [precedentId],
    refs: ({ questionId }) => [questionId],
  }),
}
