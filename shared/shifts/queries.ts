import * as z from 'zod/mini'
import { text } from '#shared/core/fields.ts'
import { query } from '#shared/core/query.ts'
import { personShifts, rosterPeople } from './views.ts'

/** Words of a roster that may be asked about at once. */
export const calledLimit = 300

export const shiftQueries = {
  person: query({
    name: 'shifts.person',
    input: z.object({ personId: z.uuid() }),
    output: personShifts,
  }),
  called: query({
    name: 'shifts.called',
    input: z.object({ teamId: z.uuid(), called: z.array(text(200)).check(z.maxLength(calledLimit)) }),
    output: rosterPeople,
  }),
}
