import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { me, recordView } from './views.ts'

export const peopleQueries = {
  me: query({ name: 'people.me', input: z.void(), output: me }),
  /** Who had my record on their screen or phone. */
  /** Those of these commands that the server has applied for the person. */
  applied: query({
    name: 'people.applied',
    input: z.object({ commandIds: z.array(z.uuid()).check(z.maxLength(200)) }),
    output: z.array(z.uuid()),
  }),
  viewsOfMe: query({ name: 'people.viewsOfMe', input: z.void(), output: z.array(recordView) }),
}
