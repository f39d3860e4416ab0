import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import { approvalsNeeded } from '#shared/escalations/approval-rules.ts'
import type {
  AddLinkInput,
  AssignInput,
  ChangeSeverityInput,
  CommentInput,
  DelegateInput,
  EditInput,
  EndDelegationInput,
  MergeInput,
  RecallInput,
  RequestApprovalInput,
  ResolveInput,
  WatchInput,
} from '#shared/escalations/contracts.ts'
import type { EventKind } from '#shared/escalations/rules.ts'
import { after, fits, mayTake, type Step, stepNames, steps } from '#shared/escalations/step-rules.ts'
import type { DelegationsView, EscalationRow, EscalationView, EventView } from '#shared/escalations/views.ts'
import type { PersonRef } from '#shared/people/views.ts'

/** A row of a list, or the whole: each command does the same to both. */
export type Shown = EscalationRow & Partial<EscalationView>

/** The command's `id` stands for its line in the history until the server's is here. */
export type StepAct = Pick<Writing, 'by' | 'at' | 'id' | 'nameOf'>
/** Changes an escalation as a command does, whole or as a row. */
export type StepChange<Input> = <T extends Shown>(shown: T, input: Input, act: StepAct) => T

export const personOf = (personId: string, { nameOf }: Pick<StepAct, 'nameOf'>): PersonRef => ({
  personId,
  name: nameOf(personId) ?? '',
})

/** Returns what the reader may do with it as it stands on this phone. */
export function openSteps(
  view: Pick<EscalationView, 'relations' | 'status' | 'severity' | 'approved'>,
): Step[] {
  const relations = new Set(view.relations)
  return stepNames.filter((step) => fits(step, view) && mayTake(step, relations))
}

type Line = { kind: EventKind } & Partial<Pick<EventView, 'eventId' | 'other' | 'words' | 'code'>>
export const lineOf = ({ by, at, id }: StepAct, line: Line): EventView => ({
  ...{ eventId: id, at, actor: by, other: null, words: null, code: null },
  ...line,
})

function isWhole(shown: Shown): shown is EscalationView {
  return shown.events !== undefined
}

/** With a step's status and its line in the history; the same where the step does not fit what is there now. */
function stepped<T extends Shown>(
  shown: T,
  step: Step,
  done: { act: StepAct; line: Line; change?: Partial<Shown> },
): T {
  const whole = isWhole(shown)
  const fitting = whole ? fits(step, shown) : (steps[step].from as readonly string[]).includes(shown.status)
  if (!fitting) return shown
  const { act, line, change } = done
  const status = after(step, shown)
  const voided = whole && steps[step].to === 'voided'
  const next = {
    ...shown,
    ...(voided && {
      approved: false,
      request: shown.request && { ...shown.request, state: 'voided' as const },
    }),
    ...change,
    ...{ status, changedAt: act.at },
    ...(whole && { events: [...shown.events, lineOf(act, line)] }),
  }
  return isWhole(next) ? { ...next, steps: openSteps(next) } : next
}

const kinds = {
  submit: 'submitted',
  acknowledge: 'acknowledged',
  start: 'started',
  resume: 'resumed',
} as const

/** Submit, acknowledge, start and resume: a step without words. */
export const plainStep =
  (step: keyof typeof kinds): StepChange<unknown> =>
  (shown, _, act) => {
    const change: Partial<Shown> = {}
    if (step === 'acknowledge') Object.assign(change, stopping(shown, act.at))
    if (step === 'resume') {
      if (!shown.clocks?.some(({ pausedAt }) => pausedAt)) return shown
      change.clocks = shown.clocks.map((clock) => ({ ...clock, pausedAt: null }))
    }
    return stepped(shown, step, { act, line: { kind: kinds[step] }, change })
  }

export const withTakenOver: StepChange<unknown> = (shown, _, act) =>
  stepped(shown, 'acknowledge', {
    act,
    line: { kind: 'taken_over' },
    change: { ...stopping(shown, act.at), holder: act.by },
  })

/** Acknowledging stops its own clock; the other runs on. */
function stopping({ clock, clocks }: Shown, timestamp: string): Partial<Shown> {
  const rest = clocks?.map((clock) =>
    clock.kind === 'acknowledge' && !clock.stoppedAt ? { ...clock, stoppedAt: timestamp } : clock,
  )
  const next = clock?.kind === 'acknowledge' ? (rest?.find(({ stoppedAt }) => !stoppedAt) ?? null) : clock
  return { ...(rest && { clocks: rest }), ...(next !== undefined && { clock: next }) }
}

export function withAssigned<T extends Shown>(shown: T, { personId }: AssignInput, act: StepAct): T {
  if (shown.holder?.personId === personId) return shown
  const holder = personOf(personId, act)
  return stepped(shown, 'assign', { act, line: { kind: 'assigned', other: holder }, change: { holder } })
}

/** Watching is nobody else's business: no line in the history. */
export function withWatching(
  view: EscalationView,
  { watching }: WatchInput,
  { by }: StepAct,
): EscalationView {
  if (view.watching === watching) return view
  const others = view.watchers.filter(({ personId }) => personId !== by.personId)
  return { ...view, watching, watchers: watching ? [...others, by] : others }
}

export function withComment(
  view: EscalationView,
  { commentId, text }: CommentInput,
  act: StepAct,
): EscalationView {
  if (view.events.some(({ eventId }) => eventId === commentId)) return view
  return {
    ...view,
    events: [...view.events, lineOf(act, { eventId: commentId, kind: 'commented', words: text })],
  }
}

export function withLink(view: EscalationView, { link }: AddLinkInput, act: StepAct): EscalationView {
  if (view.links.some(({ linkId }) => linkId === link.linkId)) return view
  const links = [...view.links, linkOf(link)]
  return { ...view, links, events: [...view.events, lineOf(act, { kind: 'linked' })] }
}

/** Returns what opens it; of a dispute the server alone knows the review. */
function targetOf(link: AddLinkInput['link']): string | null {
  switch (link.kind) {
    case 'case':
      return link.auditId
    case 'note':
      return link.noteId
    case 'escalation':
      return link.otherId
    case 'review':
      return link.reviewId
    case 'split':
      return link.roundId
    case 'question':
      return link.questionId
    default:
      return null
  }
}

/** The server knows what it is called; until then it is called by what it is. */
export function linkOf(link: AddLinkInput['link']): EscalationView['links'][number] {
  return { linkId: link.linkId, kind: link.kind, targetId: targetOf(link), label: '' }
}

export function withMerge<T extends Shown>(shown: T, { intoId }: MergeInput, act: StepAct): T {
  return stepped(shown, 'merge', { act, line: { kind: 'merged' }, change: { mergedIntoId: intoId } })
}

export function withSeverity<T extends Shown>(
  shown: T,
  { severity, reason }: ChangeSeverityInput,
  act: StepAct,
): T {
  if (shown.severity === severity) return shown
  const line: Line = { kind: 'severity_changed', code: severity, words: reason }
  return stepped(shown, 'changeSeverity', { act, line, change: { severity } })
}

export function withPause<T extends Shown>(shown: T, { reason }: { reason: string }, act: StepAct): T {
  if (shown.clocks?.some(({ pausedAt }) => pausedAt)) return shown
  const change: Partial<Shown> = {
    ...(shown.clock && { clock: { ...shown.clock, pausedAt: act.at } }),
    ...(shown.clocks && {
      clocks: shown.clocks.map((clock) => (clock.stoppedAt ? clock : { ...clock, pausedAt: act.at })),
    }),
  }
  return stepped(shown, 'pause', { act, line: { kind: 'paused', code: reason }, change })
}

export function withRequest<T extends Shown>(shown: T, input: RequestApprovalInput, act: StepAct): T {
  if (shown.request?.requestId === input.requestId) return shown
  const { requestId, question, recommendation, ifApproved, ifRejected } = input
  const request = isWhole(shown)
    ? {
        ...{ requestId, question, recommendation, ifApproved, ifRejected, author: act.by, at: act.at },
        ...{
          contentVersion: shown.contentVersion,
          state: 'open' as const,
          needed: approvalsNeeded[shown.severity],
        },
        ...{ decisions: [], decideFor: null, refusal: 'requester' as const },
      }
    : null
  return stepped(shown, 'requestApproval', { act, line: { kind: 'requested' }, change: { request } })
}

/** The request is void, and who asked has it again where it lay with an approver. */
export function withRecall<T extends Shown>(shown: T, { requestId }: RecallInput, act: StepAct): T {
  const whole = isWhole(shown)
  if (whole && (shown.request?.requestId !== requestId || shown.request.state !== 'open')) return shown
  if (!whole && shown.status !== 'awaiting_approval') return shown
  const lay = shown.status === 'awaiting_approval' || shown.status === 'resolved'
  const next = {
    ...shown,
    ...{ status: after('edit', shown), changedAt: act.at, askedBy: null, decidable: false },
    ...(lay && { holder: act.by }),
    ...(whole && {
      request: shown.request && { ...shown.request, state: 'voided' as const },
      events: [...shown.events, lineOf(act, { kind: 'voided', code: 'recalled' })],
    }),
  }
  return isWhole(next) ? { ...next, steps: openSteps(next) } : next
}

export function withResolution<T extends Shown>(shown: T, input: ResolveInput, act: StepAct): T {
  const { resolution, whatChanged } = input
  const followUps = input.followUps.map(({ title, ownerId, dueOn }) => ({
    ...{ title, dueOn },
    owner: personOf(ownerId, act),
  }))
  const change = isWhole(shown) ? { resolution, whatChanged, followUps } : {}
  return stepped(shown, 'resolve', { act, line: { kind: 'resolved', words: resolution }, change })
}

export const withEnd =
  (step: 'close' | 'reopen'): StepChange<{ reason: string | null }> =>
  (shown, { reason }, act) =>
    stepped(shown, step, { act, line: { kind: step === 'close' ? 'closed' : 'reopened', words: reason } })

/** Child safety stands in lists by its reference alone. */
export const summaryInLists = ({ category, summary }: Pick<EditInput, 'category' | 'summary'>) =>
  category === 'child_safety' ? null : summary

export function withEdit<T extends Shown>(shown: T, input: EditInput, act: StepAct): T {
  const { kind, category, summary, details, caseReference, function: partnerFunction, subjectId } = input
  const same =
    shown.kind === kind &&
    shown.category === category &&
    shown.caseReference === caseReference &&
    shown.function === partnerFunction &&
    (isWhole(shown) ? shown.summary === summary && shown.details === details : false)
  if (same) return shown
  const subject = subjectId ? personOf(subjectId, act) : null
  const change: Partial<Shown> = { kind, category, caseReference, function: partnerFunction }
  Object.assign(change, isWhole(shown) ? { summary, details, subject } : { summary: summaryInLists(input) })
  return stepped(shown, 'edit', { act, line: { kind: 'edited' }, change })
}

export function withDelegation(
  view: DelegationsView,
  input: DelegateInput,
  act: Pick<StepAct, 'by' | 'nameOf'>,
): DelegationsView {
  const { delegationId, role, toId, startsAt, endsAt } = input
  if (view.given.some((item) => item.delegationId === delegationId)) return view
  const persons = { from: act.by, to: personOf(toId, act) }
  return {
    ...view,
    given: [...view.given, { delegationId, role, ...persons, startsAt, endsAt, endedAt: null }],
  }
}

/** Leaves out a delegation that has ended. */
export function withDelegationEnded(
  view: DelegationsView,
  { delegationId }: EndDelegationInput,
): DelegationsView {
  const still = ({ delegationId: id }: { delegationId: string }) => id !== delegationId
  if (view.given.every(still) && view.received.every(still)) return view
  return { ...view, given: view.given.filter(still), received: view.received.filter(still) }
}

/** Makes a change of the whole escalation alone: a row shows nothing of it. */
export const inWhole =
  <Input>(change: (view: EscalationView, input: Input, act: StepAct) => EscalationView): StepChange<Input> =>
  <T extends Shown>(shown: T, input: Input, act: StepAct): T =>
    isWhole(shown) ? (change(shown, input, act) as typeof shown) : shown
