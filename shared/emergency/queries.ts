import * as z from 'zod/mini'
import { upTo } from '#shared/core/fields.ts'
import { query } from '#shared/core/query.ts'
import { emergencyCases, emergencyList, emergencyScorecard, emergencyTimeline } from './views.ts'

const accessId = z.uuid()

/** All but the list read the person's record, which is entered in their log of reads. */
export const emergencyQueries = {
  list: query({ name: 'emergency.list', input: z.void(), output: emergencyList }),
  scorecard: query({
    name: 'emergency.scorecard',
    input: z.object({ accessId }),
    output: emergencyScorecard,
  }),
  cases: query({
    name: 'emergency.cases',
    /** Opaque, from the page before. */
    input: z.object({ accessId, cursor: z.nullish(upTo(200)) }),
    output: emergencyCases,
  }),
  timeline: query({
    name: 'emergency.timeline',
    /** The page before called it `older`. */
    input: z.object({ accessId, cursor: z.nullish(z.uuid()) }),
    output: emergencyTimeline,
  }),
}
