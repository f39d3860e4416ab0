import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { precedentsView, questionsView } from './views.ts'

export const questionQueries = {
  list: query({ name: 'questions.list', input: z.void(), output: questionsView }),
  /** Precedents of every policy, so that a phone finds them without a network. */
  precedents: query({ name: 'questions.precedents', input: z.void(), output: precedentsView }),
}
