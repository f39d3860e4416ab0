import * as z from 'zod/mini'
import { partnerFunction } from '#shared/people/role-views.ts'
import { personRef } from '#shared/people/views.ts'
import { boardColumns } from './board-rules.ts'
import { escalationKind, safetyCategory, severity, status, step } from './fields.ts'
import { eventKinds } from './rules.ts'

const instant = z.string()
const clockKind = z.enum(['acknowledge', 'decide', 'confirm'])
export type ClockKind = z.infer<typeof clockKind>
/** Three instants are enough to draw a clock and to say where it stands; it stands still while `pausedAt` is set. */
export const clockView = z.object({
  kind: clockKind,
  startedAt: instant,
  riskAt: instant,
  dueAt: instant,
  stoppedAt: z.nullable(instant),
  pausedAt: z.nullable(instant),
  /** The holidays of a year that it runs through are not known yet: only weekends were left out. */
  calendarMissing: z.boolean(),
})
export type ClockView = z.infer<typeof clockView>
export const escalationRow = z.object({
  escalationId: z.uuid(),
  kind: escalationKind,
  category: z.nullable(safetyCategory),
  severity,
  status,
  /** Null with child safety: lists show the reference alone. */
  summary: z.nullable(z.string()),
  caseReference: z.nullable(z.string()),
  teamId: z.uuid(),
  /** Null for a partner, who does not know the teams. */
  teamName: z.nullable(z.string()),
  function: z.nullable(partnerFunction),
  raiser: personRef,
  /** Who has it now. */
  holder: z.nullable(personRef),
  raisedAt: instant,
  changedAt: instant,
  /** The next one to run out. */
  clock: z.nullable(clockView),
  /** A decision is asked for and the reader may give it. */
  decidable: z.boolean(),
  /** The person who asked the author of the open request for more, as long as the author has not done anything since. */
  askedBy: z.nullable(personRef),
  version: z.int(),
})
export type EscalationRow = z.infer<typeof escalationRow>

export const listView = z.object({ rows: z.array(escalationRow), nextCursor: z.nullable(z.string()) })
export type ListView = z.infer<typeof listView>

const relation = z.enum(['raiser', 'lead', 'manager', 'partner'])
/** A row with what the reader may do with it as it stands. */
export const boardCard = z.object({
  ...escalationRow.shape,
  steps: z.array(step),
  relations: z.array(relation),
  /** The current content has the approvals that its severity asks for. */
  approved: z.boolean(),
})
export type BoardCard = z.infer<typeof boardCard>
/** Every column, with how many lie in it and the most urgent of them; of the closed ones the last to be closed. */
export const boardView = z.object({
  columns: z.array(z.object({ column: z.enum(boardColumns), n: z.int(), cards: z.array(boardCard) })),
})
export type BoardView = z.infer<typeof boardView>

/** Escalations that point to something, as far as the reader may see them, the newest first. */
export const raisedFromView = z.array(
  z.object({
    escalationId: z.uuid(),
    severity,
    status,
    summary: z.string(),
    /** It points to a dispute of the review, not to the review as a whole. */
    isDispute: z.boolean(),
  }),
)
export type RaisedFromView = z.infer<typeof raisedFromView>

/** The reader's own decisions since an instant. Nobody else's are ever read. */
export const ownReadingsView = z.object({
  since: instant,
  n: z.int(),
  /** Of the time between opening the sheet and deciding; null under five decisions. */
  medianSeconds: z.nullable(z.number()),
  unread: z.int(),
})
export type OwnReadingsView = z.infer<typeof ownReadingsView>

export const decisionView = z.object({
  decisionId: z.uuid(),
  /** 1 or 2: the place in the approval line. */
  place: z.int(),
  decider: personRef,
  /** Whom they decided for. */
  for: z.nullable(personRef),
  verdict: z.enum(['approve', 'reject']),
  reason: z.nullable(z.string()),
  at: instant,
  /** Until then it can be taken back and nothing has happened. */
  takesEffectAt: instant,
  /** No second person was there: it settled it alone and is looked at again in the weekly review. */
  alone: z.boolean(),
})
export type DecisionView = z.infer<typeof decisionView>
export const requestView = z.object({
  requestId: z.uuid(),
  author: personRef,
  at: instant,
  question: z.string(),
  recommendation: z.string(),
  ifApproved: z.string(),
  ifRejected: z.string(),
  /** Of the escalation when it was asked; a decision must name it. */
  contentVersion: z.int(),
  state: z.enum(['open', 'approved', 'rejected', 'voided']),
  /** How many persons say yes: two only where there is a second who can. */
  needed: z.int(),
  /** In the order of their places; those not in effect yet only for who may decide. */
  decisions: z.array(decisionView),
  /** Whom the reader would decide for. */
  decideFor: z.nullable(personRef),
  /** Why the reader may not decide; null where they may. A key of the message catalogue. */
  refusal: z.nullable(
    z.enum([
      'requester',
      'editor',
      'subject',
      'no_standing',
      'decided_before',
      'needs_manager',
      'settled',
      'pending',
    ]),
  ),
})
export type RequestView = z.infer<typeof requestView>

export const eventKind = z.enum(eventKinds)
export const eventView = z.object({
  eventId: z.uuid(),
  kind: eventKind,
  at: instant,
  /** Null where a clock did it. */
  actor: z.nullable(personRef),
  /** Whom the actor acted for, or to whom it was assigned. */
  other: z.nullable(personRef),
  words: z.nullable(z.string()),
  /** Codes: the new severity, the reason of a pause, the clock that ran out. */
  code: z.nullable(z.string()),
})
export type EventView = z.infer<typeof eventView>

export const linkView = z.object({
  linkId: z.uuid(),
  kind: z.enum(['case', 'note', 'escalation', 'review', 'dispute', 'split', 'question']),
  /**
   * What opens it: the audit, note, escalation, review or question, the review of a dispute, the round of a split; null where
   * the reader may not open it.
   */
  targetId: z.nullable(z.uuid()),
  label: z.string(),
})
export const escalationView = z.object({
  ...escalationRow.shape,
  details: z.nullable(z.string()),
  /** Null for a partner. */
  subject: z.nullable(personRef),
  contentVersion: z.int(),
  /** The current content has the approvals that its severity asks for. */
  approved: z.boolean(),
  clocks: z.array(clockView),
  links: z.array(linkView),
  watchers: z.array(personRef),
  watching: z.boolean(),
  /** The newest request for a decision. */
  request: z.nullable(requestView),
  resolution: z.nullable(z.string()),
  whatChanged: z.nullable(z.string()),
  followUps: z.array(z.object({ title: z.string(), owner: personRef, dueOn: z.nullable(z.string()) })),
  mergedIntoId: z.nullable(z.uuid()),
  /** Oldest first, the newest 500. */
  events: z.array(eventView),
  /** What the reader may do with it as it stands. */
  steps: z.array(step),
  relations: z.array(relation),
})
export type EscalationView = z.infer<typeof escalationView>

/**
 * Describes who may read it, apart from the reader: whom it can be assigned to (not its raiser) and who can be
 * mentioned.
 */
export const peopleView = z.array(
  z.object({
    ...personRef.shape,
    role: z.enum(['raiser', 'lead', 'manager', 'partner']),
    /** Until when somebody who could decide is away; null for everybody else. */
    awayUntil: z.nullable(instant),
    /** Who decides for them meanwhile. */
    deputies: z.array(personRef),
  }),
)
export type PeopleView = z.infer<typeof peopleView>

export const delegationView = z.object({
  delegationId: z.uuid(),
  role: z.enum(['lead', 'manager']),
  from: personRef,
  to: personRef,
  startsAt: instant,
  endsAt: instant,
  endedAt: z.nullable(instant),
})
export type DelegationView = z.infer<typeof delegationView>
/** Given by the reader and to the reader, those that still hold or will; and who could be named. */
export const delegationsView = z.object({
  given: z.array(delegationView),
  received: z.array(delegationView),
  candidates: z.array(z.object({ ...personRef.shape, role: z.enum(['lead', 'manager']) })),
})
export type DelegationsView = z.infer<typeof delegationsView>

/** Days that the organisation takes off or works in a zone, beside the public ones; and the years that none are known for. */
export const calendarView = z.object({
  days: z.array(
    z.object({ zone: z.string(), day: z.string(), works: z.boolean(), name: z.string(), version: z.int() }),
  ),
  missingYears: z.array(z.int()),
  /** Of the teams, in which business time is counted. */
  zones: z.array(z.string()),
})
export type CalendarView = z.infer<typeof calendarView>
