import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { personGoals } from './views.ts'

export const goalQueries = {
  person: query({ name: 'goals.person', input: z.object({ personId: z.uuid() }), output: personGoals }),
}
