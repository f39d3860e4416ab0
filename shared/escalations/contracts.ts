import * as z from 'zod/mini'
import { command, commandNow, makingOf } from '#shared/core/contract.ts'
import { count, day, instant, text } from '#shared/core/fields.ts'
import { partnerFunction } from '#shared/people/role-views.ts'
import { onCallCommands } from './chain-contracts.ts'
import { escalationKind, pauseReason, safetyCategory, severity, verdict } from './fields.ts'
import { type Content, contentFault } from './rules.ts'

/** A ticket id or a label of a hash; nothing that can be opened. */
const opaque = z
  .string()
  .check(z.trim(), z.regex(/^[A-Za-z0-9À-ÖØ-öø-ɏ一-鿿가-힣][A-Za-z0-9À-ÖØ-öø-ɏ一-鿿가-힣_#-]{0,63}$/))
const content = {
  kind: escalationKind,
  /** With kind 'safety' and only there. */
  category: z.nullable(safetyCategory),
  summary: text(200),
  details: z.nullable(text(4000)),
  /** The ticket that it is about, elsewhere. With child safety it is needed. */
  caseReference: z.nullable(opaque),
  /** Whose answer is needed; null where it stays with the lead and the manager. */
  function: z.nullable(partnerFunction),
  /** Whom it is about. They do not see it unless they raised it, and never decide on it. */
  subjectId: z.nullable(z.uuid()),
}
/** At this point of the input, so that the form says it where it can be mended. */
const acceptable = z.check<Content & { links?: readonly unknown[] }>(({ value, issues }) => {
  const field =
    contentFault(value) ?? (value.category === 'child_safety' && value.links?.length ? 'links' : undefined)
  if (field) issues.push({ code: 'custom', path: [field], input: value[field] })
})

/**
 * Describes what an escalation points to, and from where it was raised. It is opened by who may see it; the others see the
 * label.
 */
export const linkInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), linkId: z.uuid(), auditId: z.uuid() }),
  z.object({ kind: z.literal('note'), linkId: z.uuid(), noteId: z.uuid() }),
  z.object({ kind: z.literal('escalation'), linkId: z.uuid(), otherId: z.uuid() }),
  z.object({ kind: z.literal('review'), linkId: z.uuid(), reviewId: z.uuid() }),
  z.object({ kind: z.literal('dispute'), linkId: z.uuid(), disputeId: z.uuid() }),
  z.object({ kind: z.literal('split'), linkId: z.uuid(), roundId: z.uuid(), caseId: z.uuid() }),
  z.object({ kind: z.literal('question'), linkId: z.uuid(), questionId: z.uuid() }),
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
/** Command escalations.takeOver, of the opening that was looked at. */
export const takeOverInput = z.object({ ...id, cycle: count(1) })
export type TakeOverInput = z.infer<typeof takeOverInput>
/** Command escalations.assign: who has it now, of those whom escalations.people names. */
export const assignInput = z.object({ ...id, personId: z.uuid() })
export type AssignInput = z.infer<typeof assignInput>
export const watchInput = z.object({ ...id, watching: z.boolean() })
export type WatchInput = z.infer<typeof watchInput>
/** Command escalations.comment. `mentions` are told of it; only who may read the escalation can be mentioned. */
export const commentInput = z.object({
  ...id,
  commentId: z.uuid(),
  text: text(4000),
  mentions: z.array(z.uuid()).check(z.maxLength(20)),
})
export type CommentInput = z.infer<typeof commentInput>
export const addLinkInput = z.object({ ...id, link: linkInput })
export type AddLinkInput = z.infer<typeof addLinkInput>
/** Command escalations.merge: this one is closed and the other goes on, from the earlier start of the two. */
export const mergeInput = z.object({ ...id, intoId: z.uuid() })
export type MergeInput = z.infer<typeof mergeInput>
/** Command escalations.changeSeverity. A reason is needed to lower it. */
export const changeSeverityInput = z.object({ ...id, severity, reason: z.nullable(text(1000)) })
export type ChangeSeverityInput = z.infer<typeof changeSeverityInput>
export const pauseInput = z.object({ ...id, reason: pauseReason })
export type PauseInput = z.infer<typeof pauseInput>
/** Command escalations.requestApproval: the recommendation, as the approver reads it. */
export const requestApprovalInput = z.object({
  ...id,
  requestId: z.uuid(),
  question: text(200),
  recommendation: text(2000),
  ifApproved: text(500),
  ifRejected: text(500),
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
    contentVersion: count(),
    verdict,
    reason: z.nullable(text(2000)),
    /** How long the sheet was open, and whether its end was seen: kept for who decided, and for nobody else. */
    reading: z.optional(z.object({ seconds: count(), reachedEnd: z.boolean() })),
  })
  .check(z.refine((input) => input.verdict === 'approve' || input.reason !== null, { path: ['reason'] }))
export type DecideInput = z.infer<typeof decideInput>
/** Command escalations.recall, by who asked: it names the request that was open, so that no later one is void. */
export const recallInput = z.object({ ...id, requestId: z.uuid() })
export type RecallInput = z.infer<typeof recallInput>
/** escalations.undo, online only, by who decided and before it takes effect. */
export const undoInput = z.object({ ...id, decisionId: z.uuid() })
export type UndoInput = z.infer<typeof undoInput>
export const followUp = z.object({ title: text(300), ownerId: z.uuid(), dueOn: z.nullable(day) })
export const resolveInput = z.object({
  ...id,
  resolution: text(4000),
  whatChanged: z.nullable(text(2000)),
  followUps: z.array(followUp).check(z.maxLength(20)),
})
export type ResolveInput = z.infer<typeof resolveInput>
/** Commands escalations.close and reopen. A reason is needed to reopen. */
export const closeInput = z.object({ ...id, reason: z.nullable(text(1000)) })
export type CloseInput = z.infer<typeof closeInput>
export const reopenInput = z.object({ ...id, reason: text(1000) })
export type ReopenInput = z.infer<typeof reopenInput>

/** Command escalations.delegate: instants, the end not included; the delegate holds the same role. */
export const delegateInput = z
  .object({
    delegationId: z.uuid(),
    role: z.enum(['lead', 'manager']),
    toId: z.uuid(),
    startsAt: instant,
    endsAt: instant,
  })
  .check(z.refine((input) => Date.parse(input.endsAt) > Date.parse(input.startsAt), { path: ['endsAt'] }))
export type DelegateInput = z.infer<typeof delegateInput>
export const endDelegationInput = z.object({ delegationId: z.uuid() })
export type EndDelegationInput = z.infer<typeof endDelegationInput>

/** Command escalations.setCalendarDay, by an admin. Open clocks follow within seconds. */
export const setCalendarDayInput = z.object({
  zone: z.string().check(z.regex(/^[A-Za-z_]+(\/[A-Za-z_+-]+)*$/), z.maxLength(64)),
  day,
  works: z.boolean(),
  name: text(100),
})
export type SetCalendarDayInput = z.infer<typeof setCalendarDayInput>

type OfEscalation = { escalationId: string }
/** The steps of one escalation wait in line with each other. */
const itself = ({ escalationId }: OfEscalation) => [escalationId]

export const escalations = {
  /** Creates it: everything that follows on this phone waits for it. */
  raise: command({
    name: 'escalations.raise',
    version: 1,
    input: raiseInput,
    entities: ({ escalationId, links }) => [escalationId, ...links.map(({ linkId }) => linkId)],
    // What it is raised from may wait on this phone too: that is made first. A refused word about it holds nothing back.
    refs: ({ links }) =>
      links.flatMap((link) => {
        if (link.kind === 'review') return [makingOf(link.reviewId)]
        if (link.kind === 'dispute') return [makingOf(link.disputeId)]
        return link.kind === 'question' ? [makingOf(link.questionId)] : []
      }),
  }),
  edit: command({ name: 'escalations.edit', version: 1, input: editInput, entities: itself }),
  submit: command({ name: 'escalations.submit', version: 1, input: stepInput, entities: itself }),
  acknowledge: command({ name: 'escalations.acknowledge', version: 1, input: stepInput, entities: itself }),
  /** Acknowledges it and has it from then on. */
  takeOver: command({ name: 'escalations.takeOver', version: 1, input: takeOverInput, entities: itself }),
  start: command({ name: 'escalations.start', version: 1, input: stepInput, entities: itself }),
  resume: command({ name: 'escalations.resume', version: 1, input: stepInput, entities: itself }),
  assign: command({ name: 'escalations.assign', version: 1, input: assignInput, entities: itself }),
  merge: command({ name: 'escalations.merge', version: 1, input: mergeInput, entities: itself }),
  changeSeverity: command({
    name: 'escalations.changeSeverity',
    version: 1,
    input: changeSeverityInput,
    entities: itself,
  }),
  pause: command({ name: 'escalations.pause', version: 1, input: pauseInput, entities: itself }),
  requestApproval: command({
    name: 'escalations.requestApproval',
    version: 1,
    input: requestApprovalInput,
    entities: itself,
  }),
  recall: command({ name: 'escalations.recall', version: 1, input: recallInput, entities: itself }),
  resolve: command({ name: 'escalations.resolve', version: 1, input: resolveInput, entities: itself }),
  close: command({ name: 'escalations.close', version: 1, input: closeInput, entities: itself }),
  reopen: command({ name: 'escalations.reopen', version: 1, input: reopenInput, entities: itself }),
  /** These three do not wait in line with the steps, only for the escalation itself. */
  watch: command({
    name: 'escalations.watch',
    version: 1,
    input: watchInput,
    entities: ({ escalationId }) => [`watching:${escalationId}`],
    refs: itself,
  }),
  comment: command({
    name: 'escalations.comment',
    version: 1,
    input: commentInput,
    entities: ({ commentId }) => [commentId],
    refs: itself,
  }),
  link: command({
    name: 'escalations.link',
    version: 1,
    input: addLinkInput,
    entities: ({ link }) => [link.linkId],
    refs: itself,
  }),
  delegate: command({
    name: 'escalations.delegate',
    version: 1,
    input: delegateInput,
    entities: ({ delegationId }) => [delegationId],
  }),
  endDelegation: command({
    name: 'escalations.endDelegation',
    version: 1,
    input: endDelegationInput,
    entities: ({ delegationId }) => [delegationId],
  }),
  /** A reminder is asked of the server at once: one that waits on a phone could come when nothing is late any more. */
  remind: commandNow({
    name: 'escalations.remind',
    version: 1,
    input: stepInput,
    entities: ({ escalationId }) => [`reminder:${escalationId}`],
    refs: itself,
  }),
  /** A decision needs the network: the phone waits for the answer and keeps nothing to send later. */
  decide: commandNow({
    name: 'escalations.decide',
    version: 1,
    input: decideInput,
    entities: ({ decisionId }) => [decisionId],
    refs: itself,
  }),
  undo: commandNow({
    name: 'escalations.undo',
    version: 1,
    input: undoInput,
    entities: ({ decisionId }) => [decisionId],
    refs: itself,
  }),
  setCalendarDay: commandNow({
    name: 'escalations.setCalendarDay',
    version: 1,
    input: setCalendarDayInput,
    entities: ({ zone, day }) => [`calendar:${zone}:${day}`],
  }),
  ...onCallCommands,
}
