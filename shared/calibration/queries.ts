import * as z from 'zod/mini'
import { text } from '#shared/core/fields.ts'
import { query } from '#shared/core/query.ts'
import { calledLimit } from './rules.ts'
import { ratersView, roundsView, roundView } from './views.ts'

export const calibrationQueries = {
  rounds: query({ name: 'calibration.rounds', input: z.void(), output: roundsView }),
  round: query({ name: 'calibration.round', input: z.object({ roundId: z.uuid() }), output: roundView }),
  raters: query({
    name: 'calibration.raters',
    input: z.object({ teamId: z.uuid(), called: z.array(text(200)).check(z.maxLength(calledLimit)) }),
    output: ratersView,
  }),
}
