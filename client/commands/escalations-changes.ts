import { approvalsNeeded } from '#shared/escalations/approval-rules.ts'
import type {
  AddLinkInput,
  AssignInput,
  ChangeSeverityInput,
  CloseInput,
  CommentInput,
  DelegateInput,
  EditInput,
  MergeInput,
  RaiseInput,
  ReopenInput,
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

/** Who does it and when. `id` is the command's, which stands for its line in the history until the server's is here. */
export type Act = { by: PersonRef; at: string; id: string; nameOf: (personId: string) => string }

/** What the reader may do with it as it stands on this phone. */
export function openSteps(view: EscalationView): Step[] {
  const relations = new Set(view.relations)
  return stepNames.filter((step) => fits(step, view) && mayTake(step, relations))
}

/** Without pausing what stands still and going on with what runs: the clocks say it, the status does not. */
export function stepsByClock(view: EscalationView): Step[] {
  const running = view.clocks.some((one) => one.stoppedAt === null && one.pausedAt === null)
  const paused = view.clocks.some((one) => one.pausedAt && !one.stoppedAt)
  return view.steps.filter((step) => (step === 'pause' ? running : step === 'resume' ? paused : true))
}

type Line = { kind: EventKind } & Partial<Pick<EventView, 'eventId' | 'other' | 'words' | 'code'>>
const lineOf = ({ by, at, id }: Act, line: Line): EventView => ({
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
  done: { act: Act; line: Line; change?: Partial<Shown> },
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
export type PlainStep = keyof typeof kinds

/** Submit, acknowledge, start and resume: a step without words. */
export function withPlainStep<T extends Shown>(shown: T, step: PlainStep, act: Act): T {
  const change: Partial<Shown> = {}
  if (step === 'acknowledge') Object.assign(change, stopping(shown, act.at))
  if (step === 'resume') {
    if (!shown.clocks?.some(({ pausedAt }) => pausedAt)) return shown
    change.clocks = shown.clocks.map((one) => ({ ...one, pausedAt: null }))
  }
  return stepped(shown, step, { act, line: { kind: kinds[step] }, change })
}

/** Acknowledging stops its own clock; the other runs on. */
function stopping({ clock, clocks }: Shown, at: string): Partial<Shown> {
  const rest = clocks?.map((one) =>
    one.kind === 'acknowledge' && !one.stoppedAt ? { ...one, stoppedAt: at } : one,
  )
  const next = clock?.kind === 'acknowledge' ? (rest?.find(({ stoppedAt }) => !stoppedAt) ?? null) : clock
  return { ...(rest && { clocks: rest }), ...(next !== undefined && { clock: next }) }
}

export function withAssigned<T extends Shown>(shown: T, { personId }: AssignInput, act: Act): T {
  if (shown.holder?.personId === personId) return shown
  const holder = { personId, name: act.nameOf(personId) }
  return stepped(shown, 'assign', { act, line: { kind: 'assigned', other: holder }, change: { holder } })
}

/** Watching is nobody else's business: no line in the history. */
export function withWatching(view: EscalationView, { watching }: WatchInput, { by }: Act): EscalationView {
  if (view.watching === watching) return view
  const others = view.watchers.filter(({ personId }) => personId !== by.personId)
  return { ...view, watching, watchers: watching ? [...others, by] : others }
}

export function withComment(
  view: EscalationView,
  { commentId, text }: CommentInput,
  act: Act,
): EscalationView {
  if (view.events.some(({ eventId }) => eventId === commentId)) return view
  return {
    ...view,
    events: [...view.events, lineOf(act, { eventId: commentId, kind: 'commented', words: text })],
  }
}

export function withLink(view: EscalationView, { link }: AddLinkInput, act: Act): EscalationView {
  if (view.links.some(({ linkId }) => linkId === link.linkId)) return view
  const links = [...view.links, linkOf(link)]
  return { ...view, links, events: [...view.events, lineOf(act, { kind: 'linked' })] }
}

/** The server knows what it is called; until then it is called by what it is. */
function linkOf(link: AddLinkInput['link']): EscalationView['links'][number] {
  const target = { case: 'auditId', note: 'noteId', escalation: 'otherId' } as const
  const targetId: unknown = Reflect.get(link, target[link.kind])
  return { linkId: link.linkId, kind: link.kind, targetId: String(targetId), label: '' }
}

export function withMerge<T extends Shown>(shown: T, { intoId }: MergeInput, act: Act): T {
  return stepped(shown, 'merge', { act, line: { kind: 'merged' }, change: { mergedIntoId: intoId } })
}

export function withSeverity<T extends Shown>(
  shown: T,
  { severity, reason }: ChangeSeverityInput,
  act: Act,
): T {
  if (shown.severity === severity) return shown
  const line: Line = { kind: 'severity_changed', code: severity, words: reason }
  return stepped(shown, 'changeSeverity', { act, line, change: { severity } })
}

export function withPause<T extends Shown>(shown: T, { reason }: { reason: string }, act: Act): T {
  if (shown.clocks?.some(({ pausedAt }) => pausedAt)) return shown
  const change: Partial<Shown> = {
    ...(shown.clock && { clock: { ...shown.clock, pausedAt: act.at } }),
    ...(shown.clocks && {
      clocks: shown.clocks.map((one) => (one.stoppedAt ? one : { ...one, pausedAt: act.at })),
    }),
  }
  return stepped(shown, 'pause', { act, line: { kind: 'paused', code: reason }, change })
}

export function withRequest<T extends Shown>(shown: T, input: RequestApprovalInput, act: Act): T {
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

export function withResolution<T extends Shown>(shown: T, input: ResolveInput, act: Act): T {
  const { resolution, whatChanged } = input
  const followUps = input.followUps.map(({ title, ownerId, dueOn }) => ({
    ...{ title, dueOn },
    owner: { personId: ownerId, name: act.nameOf(ownerId) },
  }))
  const change = isWhole(shown) ? { resolution, whatChanged, followUps } : {}
  return stepped(shown, 'resolve', { act, line: { kind: 'resolved', words: resolution }, change })
}

export function withEnd<T extends Shown>(
  shown: T,
  step: 'close' | 'reopen',
  { act, reason }: { act: Act; reason: string | null },
): T {
  const kind = step === 'close' ? ('closed' as const) : ('reopened' as const)
  return stepped(shown, step, { act, line: { kind, words: reason } })
}

/** Child safety stands in lists by its reference alone. */
const summaryInLists = ({ category, summary }: Pick<EditInput, 'category' | 'summary'>) =>
  category === 'child_safety' ? null : summary

export function withEdit<T extends Shown>(shown: T, input: EditInput, act: Act): T {
  const { kind, category, summary, details, caseReference, function: of, subjectId } = input
  const same =
    shown.kind === kind &&
    shown.category === category &&
    shown.caseReference === caseReference &&
    shown.function === of &&
    (isWhole(shown) ? shown.summary === summary && shown.details === details : false)
  if (same) return shown
  const subject = subjectId ? { personId: subjectId, name: act.nameOf(subjectId) } : null
  const change: Partial<Shown> = { kind, category, caseReference, function: of }
  Object.assign(change, isWhole(shown) ? { summary, details, subject } : { summary: summaryInLists(input) })
  return stepped(shown, 'edit', { act, line: { kind: 'edited' }, change })
}

/** What was raised on this phone and the server does not know yet: without clocks, which begin there. */
export function raised(input: RaiseInput, act: Act & { teamName: string | null }): EscalationView {
  const { escalationId, kind, category, severity, summary, details, caseReference, teamId } = input
  const view: EscalationView = {
    ...{ escalationId, kind, category, severity, summary, details, caseReference, teamId },
    ...{ function: input.function, teamName: act.teamName, raiser: act.by, holder: null },
    ...{ status: input.submit ? 'submitted' : 'draft', raisedAt: act.at, changedAt: act.at, clock: null },
    ...{ decidable: false, version: 0, contentVersion: 1, approved: severity === 'P3', clocks: [] },
    subject: input.subjectId ? { personId: input.subjectId, name: act.nameOf(input.subjectId) } : null,
    links: input.links.map(linkOf),
    ...{ watchers: [], watching: false, request: null, resolution: null, whatChanged: null, followUps: [] },
    ...{ mergedIntoId: null, events: [lineOf(act, { kind: 'raised' })], relations: ['raiser'], steps: [] },
  }
  return { ...view, steps: openSteps(view) }
}

/** As a row of a list. */
export function rowOf(view: EscalationView): EscalationRow {
  const { escalationId, kind, category, severity, status, caseReference, teamId, teamName, raiser } = view
  const { holder, raisedAt, changedAt, clock, decidable, version } = view
  return {
    ...{ escalationId, kind, category, severity, status, caseReference, teamId, teamName, raiser },
    ...{ holder, raisedAt, changedAt, clock, decidable, version, function: view.function },
    summary: summaryInLists({ category, summary: view.summary ?? '' }),
  }
}

export function withDelegation(
  view: DelegationsView,
  input: DelegateInput,
  { by, nameOf }: Act,
): DelegationsView {
  const { delegationId, role, toId, startsAt, endsAt } = input
  if (view.given.some((one) => one.delegationId === delegationId)) return view
  const to = { personId: toId, name: nameOf(toId) }
  return {
    ...view,
    given: [...view.given, { delegationId, role, from: by, to, startsAt, endsAt, endedAt: null }],
  }
}

/** What has ended is not shown any more. */
export function withDelegationEnded(view: DelegationsView, delegationId: string): DelegationsView {
  const still = ({ delegationId: id }: { delegationId: string }) => id !== delegationId
  if (view.given.every(still) && view.received.every(still)) return view
  return { ...view, given: view.given.filter(still), received: view.received.filter(still) }
}

type Change = <T extends Shown>(shown: T, input: never, act: Act) => T
const plain =
  (step: PlainStep): Change =>
  (shown, _, act) =>
    withPlainStep(shown, step, act)
/** Of the whole alone: a row shows nothing of it. */
const whole =
  <Input>(change: (view: EscalationView, input: Input, act: Act) => EscalationView) =>
  <T extends Shown>(shown: T, input: Input, act: Act): T =>
    isWhole(shown) ? (change(shown, input, act) as typeof shown) : shown

/** What each command does, by its name: for the fold and for the server's answer alike. */
export const stepChanges: Readonly<Record<string, Change>> = {
  'escalations.edit': withEdit,
  'escalations.submit': plain('submit'),
  'escalations.acknowledge': plain('acknowledge'),
  'escalations.start': plain('start'),
  'escalations.resume': plain('resume'),
  'escalations.assign': withAssigned,
  'escalations.watch': whole(withWatching),
  'escalations.comment': whole(withComment),
  'escalations.link': whole(withLink),
  'escalations.merge': withMerge,
  'escalations.changeSeverity': withSeverity,
  'escalations.pause': withPause,
  'escalations.requestApproval': withRequest,
  'escalations.resolve': withResolution,
  'escalations.close': (shown, { reason }: CloseInput, act) => withEnd(shown, 'close', { act, reason }),
  'escalations.reopen': (shown, { reason }: ReopenInput, act) => withEnd(shown, 'reopen', { act, reason }),
}
