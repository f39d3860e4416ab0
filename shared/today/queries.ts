import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { todayView } from './views.ts'

export const todayQueries = {
  list: query({ name: 'today.list', input: z.void(), output: todayView }),
}
