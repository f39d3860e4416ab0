import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'

const questionRow = { ...rowHead, questionId: z.uuid(), onHold: z.boolean() }

/** Rows of Today. */
export const questionRows = [
  /** Whoever is to answer; in Now where a case waits for it. */
  z.object({ ...questionRow, kind: z.literal('question_asked'), dueAt: z.string() }),
  /** The asker, until they settle it or ask again. */
  z.object({ ...questionRow, kind: z.literal('question_answered') }),
] as const
