import * as z from 'zod/mini'
import { type Step, severities, statuses, stepNames } from './escalation-steps.ts'
import { personRef } from './people.ts'
import { partnerFunction } from './roles.ts'

export const escalationKinds = ['safety', 'policy_gap', 'tool_fault', 'appeal', 'people'] as const
export const escalationKind = z.enum(escalationKinds)
export type EscalationKind = z.infer<typeof escalationKind>
/** Of a safety issue. Child safety holds an opaque reference and few words; never a link, a picture or an address. */
export const safetyCategories = [
  'child_safety',
  'life_at_risk',
  'intimate_image',
  'terrorism',
  'other',
] as const
export const safetyCategory = z.enum(safetyCategories)
export type SafetyCategory = z.infer<typeof safetyCategory>
export const severity = z.enum(severities)
export const status = z.enum(statuses)
export const step = z.enum(stepNames as [Step, ...Step[]])
/** Why a clock stands still. */
export const pauseReasons = ['information', 'outside_body', 'legal', 'release'] as const
export const pauseReason = z.enum(pauseReasons)
export type PauseReason = z.infer<typeof pauseReason>
export const verdict = z.enum(['approve', 'reject', 'ask'])
export type Verdict = z.infer<typeof verdict>

/** Anything that could lead to a picture: a scheme, a host name with a path, a data address, markup. */
const address = /(:\/\/|\bwww\.|\bdata:|\b[\w-]+\.[a-z]{2,}\/|<[a-z!/])/i
/** Words about child safety are few and lead nowhere. */
export const childSafetyWords = 200
export function leadsNowhere(text: string): boolean {
  return text.length <= childSafetyWords && !address.test(text)
}

const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most))
/** A ticket id or a label of a hash; nothing that can be opened. */
const opaque = z.string().check(z.trim(), z.regex(/^[\p{L}\p{N}][\p{L}\p{N}_#-]{0,63}$/u))
const day = z.iso.date()

const content = {
  kind: escalationKind,
  /** With kind 'safety' and only there. */
  category: z.nullable(safetyCategory),
  summary: words(200),
  details: z.nullable(words(4000)),
  /** The ticket that it is about, elsewhere. With child safety it is needed. */
  caseReference: z.nullable(opaque),
  /** Whose answer is needed; null where it stays with the lead and the manager. */
  function: z.nullable(partnerFunction),
  /** Whom it is about. They do not see it unless they raised it, and never decide on it. */
  subjectId: z.nullable(z.uuid()),
}
type Content = {
  kind: EscalationKind
  category: SafetyCategory | null
  summary: string
  details: string | null
  caseReference: string | null
}
/** The first field that is not acceptable for its kind and category. */
export function contentFault(input: Content): keyof Content | undefined {
  if ((input.kind === 'safety') !== (input.category !== null)) return 'category'
  if (input.category !== 'child_safety') return undefined
  if (!leadsNowhere(input.summary)) return 'summary'
  if (input.details !== null) return 'details'
  return input.caseReference === null ? 'caseReference' : undefined
}
/** At this point of the input, so that the form says it where it can be mended. */
const acceptable = z.check<Content & { links?: readonly unknown[] }>(({ value, issues }) => {
  const field =
    contentFault(value) ?? (value.category === 'child_safety' && value.links?.length ? 'links' : undefined)
  if (field) issues.push({ code: 'custom', path: [field], input: value[field] })
})

/** What it points to. A case and a note are opened by who may see them; the others see the label. */
export const linkInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), linkId: z.uuid(), auditId: z.uuid() }),
  z.object({ kind: z.literal('note'), linkId: z.uuid(), noteId: z.uuid() }),
  z.object({ kind: z.literal('escalation'), linkId: z.uuid(), otherId: z.uuid() }),
])
export type LinkInput = z.infer<typeof linkInput>

const id = { escalationId: z.uuid() }
/** Command escalations.raise: creates it (base null), as a draft or submitted at once. */
export const raiseInput = z
  .object({
    ...id,
    teamId: z.uuid(),
    severity,
    ...content,
    links: z.array(linkInput).check(z.maxLength(20)),
    submit: z.boolean(),
  })
  .check(acceptable)
export type RaiseInput = z.infer<typeof raiseInput>
/** Command escalations.edit, on the version `base`: it voids an approval that was asked for or given. */
export const editInput = z.object({ ...id, ...content }).check(acceptable)
export type EditInput = z.infer<typeof editInput>
/** Commands escalations.submit, acknowledge, start and resume. */
export const stepInput = z.object(id)
export type StepInput = z.infer<typeof stepInput>
/** Command escalations.assign: who has it now, of those whom escalations.people names. */
export const assignInput = z.object({ ...id, personId: z.uuid() })
export type AssignInput = z.infer<typeof assignInput>
export const watchInput = z.object({ ...id, watching: z.boolean() })
export type WatchInput = z.infer<typeof watchInput>
/** Command escalations.comment. `mentions` are told of it; only who may read the escalation can be mentioned. */
export const commentInput = z.object({
  ...id,
  commentId: z.uuid(),
  text: words(4000),
  mentions: z.array(z.uuid()).check(z.maxLength(20)),
})
export type CommentInput = z.infer<typeof commentInput>
export const addLinkInput = z.object({ ...id, link: linkInput })
export type AddLinkInput = z.infer<typeof addLinkInput>
/** Command escalations.merge: this one is closed and the other goes on, from the earlier start of the two. */
export const mergeInput = z.object({ ...id, intoId: z.uuid() })
export type MergeInput = z.infer<typeof mergeInput>
/** Command escalations.changeSeverity. A reason is needed to lower it. */
export const changeSeverityInput = z.object({ ...id, severity, reason: z.nullable(words(1000)) })
export type ChangeSeverityInput = z.infer<typeof changeSeverityInput>
export const pauseInput = z.object({ ...id, reason: pauseReason })
export type PauseInput = z.infer<typeof pauseInput>
/** Command escalations.requestApproval: the recommendation, as the approver reads it. */
export const requestApprovalInput = z.object({
  ...id,
  requestId: z.uuid(),
  question: words(200),
  recommendation: words(2000),
  ifApproved: words(500),
  ifRejected: words(500),
})
export type RequestApprovalInput = z.infer<typeof requestApprovalInput>
/**
 * escalations.decide, online only. It names what was looked at: CONFLICT with reason 'already_decided' and values by,
 * verdict and at where somebody was quicker, with reason 'changed' where the thing approved is another now. Rejecting and
 * asking need words.
 */
export const decideInput = z
  .object({
    ...id,
    requestId: z.uuid(),
    decisionId: z.uuid(),
    contentVersion: z.int(),
    verdict,
    reason: z.nullable(words(2000)),
  })
  .check(z.refine((input) => input.verdict === 'approve' || input.reason !== null, { path: ['reason'] }))
export type DecideInput = z.infer<typeof decideInput>
/** escalations.undo, online only, by who decided and before it takes effect. */
export const undoInput = z.object({ ...id, decisionId: z.uuid() })
export type UndoInput = z.infer<typeof undoInput>
export const followUp = z.object({ title: words(300), ownerId: z.uuid(), dueOn: z.nullable(day) })
export const resolveInput = z.object({
  ...id,
  resolution: words(4000),
  whatChanged: z.nullable(words(2000)),
  followUps: z.array(followUp).check(z.maxLength(20)),
})
export type ResolveInput = z.infer<typeof resolveInput>
/** Commands escalations.close and reopen. A reason is needed to reopen. */
export const closeInput = z.object({ ...id, reason: z.nullable(words(1000)) })
export type CloseInput = z.infer<typeof closeInput>
export const reopenInput = z.object({ ...id, reason: words(1000) })
export type ReopenInput = z.infer<typeof reopenInput>

/** Command escalations.delegate: instants, the end not included; the delegate holds the same role. */
export const delegateInput = z
  .object({
    delegationId: z.uuid(),
    role: z.enum(['lead', 'manager']),
    toId: z.uuid(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
  })
  .check(z.refine((input) => Date.parse(input.endsAt) > Date.parse(input.startsAt), { path: ['endsAt'] }))
export type DelegateInput = z.infer<typeof delegateInput>
export const endDelegationInput = z.object({ delegationId: z.uuid() })
export type EndDelegationInput = z.infer<typeof endDelegationInput>

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
  version: z.int(),
})
export type EscalationRow = z.infer<typeof escalationRow>

/** 'mine': raised, held or watched by the reader. 'team': of a team or a function of theirs. 'all': both. */
export const listInput = z.object({
  scope: z.enum(['mine', 'team', 'all']),
  /** 'open': everything that is not closed, up to 200, the next clock first. 'closed': 50 a page, newest first. */
  state: z.enum(['open', 'closed']),
  /** Opaque, from the page before. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type ListInput = z.infer<typeof listInput>
export const listView = z.object({ rows: z.array(escalationRow), nextCursor: z.nullable(z.string()) })
export type ListView = z.infer<typeof listView>

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
  /** How many persons say yes. */
  needed: z.int(),
  /** In the order of their places; those not in effect yet only for who may decide. */
  decisions: z.array(decisionView),
  /** Whom the reader would decide for. */
  decideFor: z.nullable(personRef),
  /** Why the reader may not decide; null where they may. A key of the message catalogue. */
  refusal: z.nullable(
    z.enum(['requester', 'subject', 'no_standing', 'decided_before', 'needs_manager', 'settled', 'pending']),
  ),
})
export type RequestView = z.infer<typeof requestView>

export const eventKinds = [
  'raised',
  'submitted',
  'edited',
  'acknowledged',
  'assigned',
  'commented',
  'linked',
  'merged',
  'severity_changed',
  'paused',
  'resumed',
  'requested',
  'asked',
  'voided',
  'approved',
  'rejected',
  'started',
  'resolved',
  'closed',
  'reopened',
  'at_risk',
  'overdue',
] as const
export const eventKind = z.enum(eventKinds)
export type EventKind = z.infer<typeof eventKind>
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
  kind: z.enum(['case', 'note', 'escalation']),
  /** The audit, note or escalation; null where the reader may not open it. */
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
  relations: z.array(z.enum(['raiser', 'lead', 'manager', 'partner'])),
})
export type EscalationView = z.infer<typeof escalationView>

/** Who may read it, apart from the reader: whom it can be assigned to (not its raiser) and who can be mentioned. */
export const peopleView = z.array(
  z.object({ ...personRef.shape, role: z.enum(['raiser', 'lead', 'manager', 'partner']) }),
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
/** Command escalations.setCalendarDay, by an admin. Open clocks follow within seconds. */
export const setCalendarDayInput = z.object({
  zone: z.string().check(z.regex(/^[A-Za-z_]+(\/[A-Za-z_+-]+)*$/), z.maxLength(64)),
  day,
  works: z.boolean(),
  name: words(100),
})
export type SetCalendarDayInput = z.infer<typeof setCalendarDayInput>

/** What people say to each other instead of the whole id. */
export function referenceOf(escalationId: string): string {
  return escalationId.slice(-6).toUpperCase()
}
