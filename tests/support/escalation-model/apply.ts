import {
  approvers,
  type Case,
  change,
  type Decision,
  type Expected,
  firstHolders,
  fitClocks,
  give,
  givenOf,
  neededAt,
  nextHolders,
  openRequest,
  pendingOf,
  type Request,
  readersOf,
  relationsOf,
  requestTime,
  resume,
  run,
  stop,
  undoTime,
  voidRequest,
  withApprover,
} from './expected.ts'
import { type Capacity, type Name, rankOf } from './people.ts'
import type { Step } from './steps.ts'
import { dateOf } from './working-time.ts'

type CaseStep = Extract<Step, { on: number }>
const day = 86_400_000

/** Changes what is expected by a step that is legal; `ids` name what it makes. */
export function apply(expected: Expected, step: Step, id: string): void {
  const { staff, cases, now, ownDays } = expected
  if (step.do === 'raise') cases.push(raised(expected, step, id))
  else if (step.do === 'roleEnds') staff.gone.add(step.who)
  else if (step.do === 'ownDay') ownDays.set(dateOf(now + step.inDays * day), step.works)
  else if (step.do === 'delegate') {
    const rank = rankOf(step.who)
    const until = now + step.hours * 3_600_000
    if (rank) staff.delegations.push({ id, from: step.who, to: step.to, rank, until, ended: false })
  } else if (step.do === 'endDelegation') {
    for (const item of staff.delegations) if (item.from === step.who) item.ended = true
  } else if (step.do !== 'wait') {
    const item = cases[step.on]
    if (item) applyOn(expected, item, { step, id })
  }
}

function raised(expected: Expected, step: Extract<Step, { do: 'raise' }>, id: string): Case {
  const item: Case = {
    ...{ id, raiser: step.who, subject: step.subject, fn: step.fn, severity: step.severity },
    kind: step.kind === 'child_safety' ? 'safety' : step.kind,
    category: step.kind === 'child_safety' ? 'child_safety' : step.kind === 'safety' ? 'life_at_risk' : null,
    ...{ status: 'draft', holders: [], assigned: false, content: 1, approved: null, editors: new Set() },
    ...{ start: 0, clocks: new Map(), request: null, approvals: 0, had: new Set(), version: 1 },
    resolvedOnce: false,
  }
  if (step.submit) submit(expected, item)
  return item
}

function submit(expected: Expected, item: Case): void {
  item.status = 'submitted'
  item.start = expected.now
  give(item, firstHolders(expected, item))
  fitClocks(item, expected.now)
}

function applyOn(expected: Expected, item: Case, { step, id }: { step: CaseStep; id: string }): void {
  const { now } = expected
  const relations = relationsOf(expected, item, step.who)
  switch (step.do) {
    case 'submit':
      submit(expected, item)
      return
    case 'edit':
      edit(expected, item, step)
      return
    case 'acknowledge':
      stop(item, ['acknowledge'], now)
      item.status = 'acknowledged'
      if (item.holders.includes(item.raiser) || relations.has('partner')) give(item, [step.who])
      return
    case 'assign':
      give(item, [step.to])
      item.assigned = true
      return
    case 'merge': {
      const into = expected.cases[step.into]
      if (into) merge(expected, item, into)
      return
    }
    case 'severity':
      if (step.to > item.severity) item.editors.add(step.who)
      setSeverity(expected, item, step.to)
      return
    case 'pause':
      for (const clock of item.clocks.values()) if (clock.runs) clock.set(now, { paused: true })
      return
    case 'resume':
      resume(item, now)
      return
    case 'request':
      request(expected, item, { author: step.who, id })
      return
    case 'ask':
      return
    case 'decide':
      decide(expected, item, { step, id })
      return
    case 'undo':
      if (item.request) item.request.decisions = item.request.decisions.filter(({ effected }) => effected)
      return
    case 'start':
      stop(item, ['acknowledge', 'decide'], now)
      item.status = 'in_progress'
      give(item, [step.who])
      return
    case 'resolve':
      resume(item, now)
      stop(item, ['acknowledge', 'decide'], now)
      item.status = 'resolved'
      item.resolvedOnce = true
      if (item.holders.some((holder) => holder === 'policy' || holder === 'legal')) give(item, [item.raiser])
      return
    case 'close':
      end(expected, item)
      return
    case 'reopen':
      reopen(expected, item)
      return
  }
}

function edit(expected: Expected, item: Case, step: Extract<Step, { do: 'edit' }>): void {
  if (item.status !== 'draft') item.editors.add(step.who)
  const before = readersOf(expected, item)
  item.fn = step.fn
  change(expected, item, item.severity)
  const after = readersOf(expected, item)
  const hidden = item.holders.some(
    (holder) => before.has(holder) && !after.has(holder) && holder !== item.raiser,
  )
  if (hidden) give(item, firstHolders(expected, item))
}

function setSeverity(expected: Expected, item: Case, severity: Case['severity']): void {
  if (severity === 'P0') resume(item, expected.now)
  change(expected, item, severity)
  fitClocks(item, expected.now)
}

function merge(expected: Expected, item: Case, into: Case): void {
  end(expected, item)
  if (item.severity < into.severity) setSeverity(expected, into, item.severity)
  into.start = Math.min(into.start, item.start)
  const asked = openRequest(into)
  const able = () => (asked ? approvers(expected, into, { author: asked.author, given: givenOf(asked) }) : [])
  const before = able()
  for (const name of [item.raiser, ...item.editors]) into.editors.add(name)
  const has = (list: readonly Capacity[]) => list.some(({ who }) => into.holders.includes(who))
  // Who was to decide and wrote what is merged into it does not any more.
  if (withApprover(into.status) && has(before) && !has(able()) && able().length > 0)
    give(into, nextHolders(expected, into, able()))
}

/** Closed: nothing of it runs or waits any more. */
function end(expected: Expected, item: Case): void {
  if (item.request?.state === 'open') item.request.state = 'voided'
  resume(item, expected.now)
  stop(item, [...item.clocks.keys()], expected.now)
  item.status = 'closed'
}

function reopen(expected: Expected, item: Case): void {
  voidRequest(item)
  run(item, item.severity === 'P0' ? ['decide', 'confirm'] : ['decide'], expected.now)
  item.status = item.start === 0 ? 'draft' : 'reopened'
  item.content += 1
  if (item.status === 'draft') return
  if (item.holders.includes(item.raiser)) give(item, firstHolders(expected, item))
}

function request(expected: Expected, item: Case, { author, id }: { author: Name; id: string }): void {
  const { now } = expected
  if (item.request?.state === 'open') item.request.state = 'voided'
  item.request = { id, author, at: now, content: item.content, state: 'open', decisions: [] }
  if (author !== item.raiser) stop(item, ['acknowledge'], now)
  run(item, [item.severity === 'P0' ? 'confirm' : 'decide'], now)
  if (item.severity !== 'P0') item.status = 'awaiting_approval'
  else if (item.status === 'rejected') {
    item.status = 'acknowledged'
    run(item, ['decide'], now)
  }
  if (!withApprover(item.status)) return
  const fit = approvers(expected, item, { author, given: [] })
  give(item, nextHolders(expected, item, fit))
}

function decide(
  expected: Expected,
  item: Case,
  { step, id }: { step: Extract<Step, { do: 'decide' }>; id: string },
): void {
  const asked = openRequest(item)
  if (!asked) return
  const [by] = approvers(expected, item, { author: asked.author, given: givenOf(asked) })
    .filter(({ who }) => who === step.who)
    .sort((left, right) => right.rank.localeCompare(left.rank))
  if (!by) return
  const { verdict } = step
  asked.decisions.push({ id, by, verdict, at: expected.now, effected: false, alone: false })
}

/** What the clock alone brings about: decisions take effect, and what nobody can decide any more is looked at again. */
export function bringAbout(expected: Expected): void {
  for (const item of expected.cases) {
    const pending = pendingOf(item)
    if (pending && expected.now >= pending.at + undoTime) takeEffect(expected, item, pending)
  }
  for (const item of expected.cases) {
    const asked = openRequest(item)
    if (!asked || pendingOf(item)) continue
    if (expected.now >= asked.at + requestTime) {
      lapse(item, asked)
      continue
    }
    if (approvers(expected, item, { author: asked.author, given: givenOf(asked) }).length === 0)
      recheck(expected, item, asked)
  }
  for (const item of expected.cases) if (isAbandoned(expected, item)) giveOn(expected, item)
}

/** Whoever has it does not see it any more. */
export function isAbandoned(expected: Expected, item: Case): boolean {
  if (item.status === 'draft' || item.status === 'closed') return false
  const readers = readersOf(expected, item)
  return item.holders.every((holder) => holder !== item.raiser && !readers.has(holder))
}

function giveOn(expected: Expected, item: Case): void {
  const asked = withApprover(item.status) && openRequest(item)
  const fit = asked ? approvers(expected, item, { author: asked.author, given: givenOf(asked) }) : []
  give(
    item,
    fit.length > 0 ? nextHolders(expected, { ...item, holders: [] }, fit) : firstHolders(expected, item),
  )
}

function takeEffect(expected: Expected, item: Case, decision: Decision): void {
  const asked = openRequest(item)
  if (!asked || !item.request) {
    if (item.request) item.request.decisions = item.request.decisions.filter(({ effected }) => effected)
    return
  }
  decision.effected = true
  if (decision.verdict === 'reject') {
    settle(item, asked, { verdict: 'reject', at: decision.at })
    return
  }
  item.approvals += 1
  const given = givenOf(asked)
  const left = approvers(expected, item, { author: asked.author, given })
  decision.alone = given.length < neededAt[item.severity] && left.length === 0
  if (given.length >= neededAt[item.severity] || decision.alone)
    settle(item, asked, { verdict: 'approve', at: decision.at })
  else if (withApprover(item.status)) give(item, nextHolders(expected, item, left))
}

function settle(
  item: Case,
  asked: Request,
  { verdict, at }: { verdict: Decision['verdict']; at: number },
): void {
  const before = item.status
  asked.state = verdict === 'approve' ? 'approved' : 'rejected'
  if (verdict === 'approve') item.approved = asked.content
  if (verdict === 'reject') item.status = 'rejected'
  else if (item.severity !== 'P0') item.status = 'approved'
  stop(item, ['acknowledge', item.severity === 'P0' ? 'confirm' : 'decide'], at)
  if (withApprover(before)) give(item, [asked.author])
}

/** Nobody is left: the approval that was given stands alone, and a request without one is void. */
function recheck(expected: Expected, item: Case, asked: Request): void {
  const [given] = givenOf(asked)
  if (given) {
    given.alone = true
    item.approvals += 1
    settle(item, asked, { verdict: 'approve', at: expected.now })
    return
  }
  lapse(item, asked)
}

/** A request without an answer is void, and with who made it. */
function lapse(item: Case, asked: Request): void {
  const before = item.status
  asked.state = 'voided'
  if (before === 'awaiting_approval') item.status = 'acknowledged'
  if (withApprover(before)) give(item, [asked.author])
}
