import * as z from 'zod/mini'
import { text } from '#shared/core/fields.ts'
import { query } from '#shared/core/query.ts'
import { typedLimit } from './rules.ts'
import { searchView } from './views.ts'

export const searchQueries = {
  /** What the reader may read of people, cases, notes and escalations, by typed words. */
  find: query({
    name: 'search.find',
    input: z.object({ typed: text(typedLimit) }),
    output: searchView,
  }),
}
