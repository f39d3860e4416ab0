import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { me, recordView } from './views.ts'

export const peopleQueries = {
  me: query({ name: 'people.me', input: z.void(), output: me }),
  /** Who had my record on their screen or phone. */
  viewsOfMe: query({ name: 'people.viewsOfMe', input: z.void(), output: z.array(recordView) }),
}
