import * as z from 'zod/mini'
import { upTo } from '#shared/core/fields.ts'
import { query } from '#shared/core/query.ts'
import { stepInput } from './contracts.ts'
import { insightView } from './insight-views.ts'
import { calendarView, delegationsView, escalationView, listView, peopleView } from './views.ts'

/** 'mine': raised, held or watched by the reader. 'team': of a team or a function of theirs. 'all': both. */
export const listInput = z.object({
  scope: z.enum(['mine', 'team', 'all']),
  /** 'open': everything that is not closed, up to 200, the next clock first. 'closed': 50 a page, newest first. */
  state: z.enum(['open', 'closed']),
  /** Opaque, from the page before. */
  cursor: z.optional(upTo(200)),
})
export type ListInput = z.infer<typeof listInput>

/** A month of a team, as the team's zone has it: '2026-11'. */
export const insightInput = z.object({
  teamId: z.uuid(),
  month: z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/)),
})
export type InsightInput = z.infer<typeof insightInput>

export const escalationQueries = {
  list: query({ name: 'escalations.list', input: listInput, output: listView }),
  detail: query({ name: 'escalations.detail', input: stepInput, output: escalationView }),
  people: query({ name: 'escalations.people', input: stepInput, output: peopleView }),
  delegations: query({ name: 'escalations.delegations', input: z.void(), output: delegationsView }),
  calendar: query({ name: 'escalations.calendar', input: z.void(), output: calendarView }),
  /** For who leads or manages the team: times against their targets, what waits, and what was decided alone. */
  insight: query({ name: 'escalations.insight', input: insightInput, output: insightView }),
}
