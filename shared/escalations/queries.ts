import * as z from 'zod/mini'
import { text, upTo } from '#shared/core/fields.ts'
import { query } from '#shared/core/query.ts'
import { partnerFunction } from '#shared/people/role-views.ts'
import { calledLimit } from '#shared/shifts/queries.ts'
import { rosterPeople } from '#shared/shifts/views.ts'
import { onCallView, teamChain } from './chain-views.ts'
import { stepInput } from './contracts.ts'
import { escalationKind } from './fields.ts'
import {
  boardView,
  calendarView,
  delegationsView,
  escalationView,
  listView,
  ownReadingsView,
  peopleView,
  raisedFromView,
} from './views.ts'

/** 'mine': raised, held or watched by the reader. 'team': of a team or a function of theirs. 'all': both. */
export const listInput = z.object({
  scope: z.enum(['mine', 'team', 'all']),
  /** 'open': everything that is not closed, up to 200, the next clock first. 'closed': 50 a page, newest first. */
  state: z.enum(['open', 'closed']),
  /** Opaque, from the page before. */
  cursor: z.optional(upTo(200)),
})
export type ListInput = z.infer<typeof listInput>

/** Everything that the reader sees but drafts; each filter narrows it. `more`: up to 100 cards a column in place of 20. */
export const boardInput = z.object({
  kind: z.nullable(escalationKind),
  function: z.nullable(partnerFunction),
  mine: z.boolean(),
  more: z.boolean(),
})
export type BoardInput = z.infer<typeof boardInput>

/** With a review come its disputes; a split is named by the case of its round. */
export const raisedFromInput = z.object({
  kind: z.enum(['review', 'split', 'question']),
  targetId: z.uuid(),
})
export type RaisedFromInput = z.infer<typeof raisedFromInput>

export const escalationQueries = {
  board: query({ name: 'escalations.board', input: boardInput, output: boardView }),
  raisedFrom: query({ name: 'escalations.raisedFrom', input: raisedFromInput, output: raisedFromView }),
  ownReadings: query({ name: 'escalations.ownReadings', input: z.void(), output: ownReadingsView }),
  list: query({ name: 'escalations.list', input: listInput, output: listView }),
  detail: query({ name: 'escalations.detail', input: stepInput, output: escalationView }),
  people: query({ name: 'escalations.people', input: stepInput, output: peopleView }),
  delegations: query({ name: 'escalations.delegations', input: z.void(), output: delegationsView }),
  /** Whom the on-call chain called about an escalation; null where none began. */
  onCall: query({ name: 'escalations.onCall', input: stepInput, output: z.nullable(onCallView) }),
  /** A team's on-call chain, for who leads or manages it. */
  chain: query({ name: 'escalations.chain', input: z.object({ teamId: z.uuid() }), output: teamChain }),
  /** Whom the words of an on-call calendar mean. */
  called: query({
    name: 'escalations.called',
    input: z.object({ teamId: z.uuid(), called: z.array(text(200)).check(z.maxLength(calledLimit)) }),
    output: rosterPeople,
  }),
  calendar: query({ name: 'escalations.calendar', input: z.void(), output: calendarView }),
}
