import * as z from 'zod/mini'
import { command, commandNow } from '#shared/core/contract.ts'
import { day, text, upTo } from '#shared/core/fields.ts'
import { termKinds } from './name-rules.ts'
import { noNeedReasons, settableStates } from './put-right-rules.ts'
import { finalOutcomes, recheckAnswers } from './recheck-rules.ts'

/** Command audits.askAnotherLook, by the analyst on a case of their own; one open at a time per case. */
export const askAnotherLookInput = z.object({
  lookId: z.uuid(),
  auditId: z.uuid(),
  reason: text(2000),
})
export type AskAnotherLookInput = z.infer<typeof askAnotherLookInput>
/**
 * Command audits.answerAnotherLook, by who decides it. 'changed' makes the analyst's decision the verified one, 'partly' the third
 * verdict that goes with it alone.
 */
export const answerAnotherLookInput = z.object({
  lookId: z.uuid(),
  status: z.enum(recheckAnswers),
  final: z.optional(z.object({ decision: text(200), outcome: z.enum(finalOutcomes) })),
  answer: text(2000),
})
export type AnswerAnotherLookInput = z.infer<typeof answerAnotherLookInput>

/**
 * Command audits.setPutRight, by who leads the team: whether a wrong decision was put right on the platform. `itemId` is that of
 * the audit or of the machine's decision; `doneOn` goes with 'done', where the team is, and `reason` with 'not_needed'.
 */
export const setPutRightInput = z.object({
  itemId: z.uuid(),
  state: z.enum(settableStates),
  reason: z.nullable(z.enum(noNeedReasons)),
  doneOn: z.nullable(day),
})
export type SetPutRightInput = z.infer<typeof setPutRightInput>

/** Command audits.undoImport, by the lead: takes an import back whole, while nothing stands on it. */
export const undoImportInput = z.object({ importId: z.uuid() })
export type UndoImportInput = z.infer<typeof undoImportInput>

/** Command audits.setName, by an admin: what a policy, queue, language or decision is called in both languages. */
export const setNameInput = z.object({
  kind: z.enum(termKinds),
  code: upTo(200),
  nameKo: text(100),
  nameEn: text(100),
})
export type SetNameInput = z.infer<typeof setNameInput>

export const audits = {
  /** An analyst doubts the judgement on a case of their own. */
  askAnotherLook: command({
    name: 'audits.askAnotherLook',
    version: 1,
    input: askAnotherLookInput,
    entities: ({ lookId }) => [lookId],
    refs: ({ auditId }) => [auditId],
  }),
  answerAnotherLook: command({
    name: 'audits.answerAnotherLook',
    version: 1,
    input: answerAnotherLookInput,
    entities: ({ lookId }) => [lookId],
  }),
  setPutRight: command({
    name: 'audits.setPutRight',
    version: 1,
    input: setPutRightInput,
    entities: ({ itemId }) => [`put_right:${itemId}`],
  }),
  undoImport: commandNow({
    name: 'audits.undoImport',
    version: 1,
    input: undoImportInput,
    entities: ({ importId }) => [importId],
  }),
  setName: commandNow({
    name: 'audits.setName',
    version: 1,
    input: setNameInput,
    entities: ({ kind, code }) => [`name:${kind}:${code}`],
  }),
}
