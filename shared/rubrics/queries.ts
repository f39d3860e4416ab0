import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { rubricsView } from './views.ts'

export const rubricQueries = {
  /** The rubrics of the teams that the reader has a role in; drafts are for who leads the team. */
  list: query({ name: 'rubrics.list', input: z.void(), output: rubricsView }),
}
