import { type Capacity, capacities, type Name, type Staff } from './people.ts'
import { type ClockKind, clocksAt, type Severity, Timeline } from './timeline.ts'

export type Status =
  | 'draft'
  | 'submitted'
  | 'acknowledged'
  | 'awaiting_approval'
  | 'approved'
  | 'rejected'
  | 'in_progress'
  | 'resolved'
  | 'closed'
  | 'reopened'
export type Fn = 'policy' | 'legal' | null

/** A decision that stands: it waits for its effect, or had it. */
export interface Decision {
  id: string
  by: Capacity
  verdict: 'approve' | 'reject'
  at: number
  effected: boolean
  alone: boolean
}
export interface Request {
  id: string
  author: Name
  at: number
  content: number
  state: 'open' | 'approved' | 'rejected' | 'voided'
  decisions: Decision[]
}

/** One escalation as it ought to be. */
export interface Case {
  id: string
  raiser: Name
  subject: Name | null
  fn: Fn
  kind: string
  category: string | null
  severity: Severity
  status: Status
  /** Any of these may have it; who has it is taken over from what was seen. Empty for a draft. */
  holders: Name[]
  /** Somebody was given it by name while it waits. */
  assigned: boolean
  content: number
  approved: number | null
  editors: Set<Name>
  start: number
  clocks: Map<ClockKind, Timeline>
  request: Request | null
  approvals: number
  /** Had it since it was submitted. */
  had: Set<Name>
  /** As it was seen last: the base of an edit. */
  version: number
  resolvedOnce: boolean
}

/** Everything of one sequence as it ought to be. */
export interface Expected {
  now: number
  /** Until when it was last seen to what happens by itself. */
  jobsRanAt: number
  staff: Staff
  ownDays: Map<string, boolean>
  cases: Case[]
}

export const undoTime = 10_000
/** After so long a request that nobody settled is void. */
export const requestTime = 14 * 24 * 3_600_000
export const neededAt: Record<Severity, number> = { P0: 1, P1: 2, P2: 1, P3: 0 }
export const withApprover = (status: Status) => status === 'awaiting_approval' || status === 'resolved'
export const asksFirst = (severity: Severity) => severity === 'P1' || severity === 'P2'
export const isApproved = (item: Case) => item.approved === item.content
export const pendingOf = (item: Case) => item.request?.decisions.find(({ effected }) => !effected)
export const openRequest = (item: Case) =>
  item.request?.state === 'open' && item.request.content === item.content ? item.request : undefined

export type Relation = 'raiser' | 'lead' | 'manager' | 'partner'
export function relationsOf(expected: Expected, item: Case, who: Name): Set<Relation> {
  const relations = new Set<Relation>()
  if (who === item.raiser) relations.add('raiser')
  if (who === item.subject || item.start === 0) return relations
  for (const capacity of capacities(expected.staff, expected.now))
    if (capacity.who === who) relations.add(capacity.rank)
  if (who === item.fn && !expected.staff.gone.has(who)) relations.add('partner')
  return relations
}

/** Returns in what capacity people may give the next approval that `author` asks for. */
export function approvers(
  { staff, now }: Expected,
  item: Case,
  { author, given }: { author: Name; given: readonly Decision[] },
): Capacity[] {
  const barred = new Set<Name | null>([item.raiser, author, item.subject, ...item.editors])
  const used = new Set(given.flatMap(({ by }) => [by.who, by.forWhom]).filter((name) => name !== null))
  const free = (name: Name) => !barred.has(name) && !used.has(name)
  const fit = capacities(staff, now).filter(
    ({ who, forWhom }) => free(who) && (forWhom === null || free(forWhom)),
  )
  const last = neededAt[item.severity] === 2 && given.length === 1
  const managers = fit.filter(({ rank }) => rank === 'manager')
  return last && managers.length > 0 && given.every(({ by }) => by.rank !== 'manager') ? managers : fit
}
export const givenOf = (request: Request) =>
  request.decisions.filter(({ verdict, effected }) => effected && verdict === 'approve')

/** Returns who may have it while it waits for an approval, all of whom are as good. */
export function nextHolders({ staff, now }: Expected, item: Case, fit: readonly Capacity[]): Name[] {
  const all = capacities(staff, now)
  const rank = ({ who }: Capacity) =>
    (all.some(({ forWhom }) => forWhom === who) ? 3 : 0) +
    (item.holders.includes(who)
      ? 0
      : all.some((other) => other.who === who && other.rank === 'manager')
        ? 1
        : 2)
  const best = Math.min(...fit.map(rank))
  return [...new Set(fit.filter((capacity) => rank(capacity) === best).map(({ who }) => who))]
}

/** Returns who may have it first: a lead, or a manager for what a lead raised; else the function; else its raiser. */
export function firstHolders(expected: Expected, item: Case): Name[] {
  const all = capacities(expected.staff, expected.now)
  const own = all.filter(
    ({ who, forWhom }) => forWhom === null && who !== item.raiser && who !== item.subject,
  )
  const leads = own.filter(({ rank }) => rank === 'lead').map(({ who }) => who)
  const managers = own.filter(({ rank }) => rank === 'manager').map(({ who }) => who)
  const ofLead = all.some(({ who }) => who === item.raiser)
  for (const group of ofLead ? [managers, leads] : [leads, managers]) if (group.length > 0) return group
  return item.fn && !expected.staff.gone.has(item.fn) ? [item.fn] : [item.raiser]
}

/** Returns everybody who reads it but for its raiser. */
export function readersOf({ staff, now }: Expected, { fn }: Pick<Case, 'fn'>): Set<Name> {
  const partners = fn && !staff.gone.has(fn) ? [fn] : []
  return new Set([...capacities(staff, now).map(({ who }) => who), ...partners])
}

export function stop(item: Case, kinds: readonly ClockKind[], from: number): void {
  for (const kind of kinds) {
    const clock = item.clocks.get(kind)
    if (clock && !clock.stopped) clock.set(from, { stopped: true })
  }
}
export function run(item: Case, kinds: readonly ClockKind[], from: number): void {
  for (const kind of kinds) {
    const clock = item.clocks.get(kind)
    if (clock?.stopped) clock.set(from, { stopped: false })
  }
}
export function resume(item: Case, from: number): void {
  for (const clock of item.clocks.values()) if (clock.paused) clock.set(from, { paused: false })
}
/** The clocks of its severity, and no others. */
export function fitClocks(item: Case, now: number): void {
  const kinds = clocksAt(item.severity)
  for (const kind of kinds) if (!item.clocks.has(kind)) item.clocks.set(kind, new Timeline(item.start))
  stop(
    item,
    [...item.clocks.keys()].filter((kind) => !kinds.includes(kind)),
    now,
  )
}

export function give(item: Case, holders: readonly Name[]): void {
  item.holders = [...holders]
  item.assigned = false
}

/** What was asked for is void, and who asked has it again. */
export function voidRequest(item: Case): void {
  if (item.request?.state !== 'open') return
  item.request.state = 'voided'
  if (withApprover(item.status)) give(item, [item.request.author])
}

/** The content is another now: nothing of it is approved, and what was decided is to be decided again. */
export function change(expected: Expected, item: Case, severity: Severity): void {
  voidRequest(item)
  item.content += 1
  const before = item.status
  if (['awaiting_approval', 'approved', 'rejected'].includes(before)) item.status = 'acknowledged'
  if (before === 'in_progress' && asksFirst(severity)) item.status = 'acknowledged'
  item.severity = severity
  if (before === 'draft') return
  if (severity === 'P0') run(item, ['confirm'], expected.now)
  if (before !== item.status) run(item, ['decide'], expected.now)
}
