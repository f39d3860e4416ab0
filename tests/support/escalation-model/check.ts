import { type Case, type Expected, openRequest, pendingOf, readersOf } from './expected.ts'
import type { Name } from './people.ts'
import { clocksAt } from './timeline.ts'
import type { Place, SeenClock, SeenEscalation } from './world.ts'

/**
 * Compares one escalation with what is expected of it, and takes over who has it where several are as good. Returns what
 * differs, and which promise of all escalations is broken.
 */
export function check(
  expected: Expected,
  item: Case,
  { place, seen, swept }: { place: Place; seen: SeenEscalation; swept: boolean },
): string[] {
  const problems: string[] = []
  const same = (what: string, is: unknown, ought: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(ought))
      problems.push(`${what} is ${JSON.stringify(is)} and ought to be ${JSON.stringify(ought)}`)
  }
  const nameOf = (id: string | null) => (id === null ? null : (place.names.get(id) ?? id))
  same('the clock of the database', seen.now, expected.now)
  same('severity', seen.severity, item.severity)
  same('status', seen.status, item.status)
  same('content', seen.content, item.content)
  same('the approved content', seen.approved, item.approved)
  same('editors', seen.editors.map(nameOf).sort(), [...item.editors].sort())
  same('approvals in the history', seen.approvals, item.approvals)
  const asked = item.request
  same(
    'the request',
    seen.request && { state: seen.request.state, author: nameOf(seen.request.author) },
    asked && { state: asked.state, author: asked.author },
  )
  same(
    'decisions',
    seen.request?.decisions.map(({ decider, forId, verdict, alone, effected }) =>
      [nameOf(decider), nameOf(forId), verdict, alone, effected].join(),
    ) ?? [],
    asked?.decisions.map(({ by, verdict, alone, effected }) =>
      [by.who, by.forWhom, verdict, alone, effected].join(),
    ) ?? [],
  )
  const holder = nameOf(seen.holder) as Name | null
  if (item.start === 0) same('who has it', holder, null)
  else if (!holder || !item.holders.includes(holder)) same('who has it', holder, item.holders)
  if (holder) {
    item.holders = [holder]
    item.had.add(holder)
  }
  item.version = seen.version
  problems.push(...checkClocks(expected, item, { clocks: seen.clocks, swept }))
  problems.push(...brokenPromises(expected, item, { seen, holder, nameOf }))
  return problems
}

function checkClocks(
  expected: Expected,
  item: Case,
  { clocks, swept }: { clocks: readonly SeenClock[]; swept: boolean },
): string[] {
  const problems: string[] = []
  const kinds = [...item.clocks.keys()].sort()
  const seenKinds = clocks.map(({ kind }) => kind).sort()
  if (seenKinds.join() !== kinds.join()) problems.push(`clocks are ${seenKinds} and ought to be ${kinds}`)
  for (const seen of clocks) {
    const kind = kinds.find((name) => name === seen.kind)
    const clock = kind && item.clocks.get(kind)
    if (!clock) continue
    const state = (stopped: boolean, paused: boolean) => (stopped ? 'stopped' : paused ? 'paused' : 'running')
    const [is, ought] = [state(seen.stopped, seen.paused), state(clock.stopped, clock.paused)]
    if (is !== ought) problems.push(`the clock ${kind} is ${is} and ought to be ${ought}`)
    if (clocksAt(item.severity).includes(kind) && seen.start !== item.start)
      problems.push(`the clock ${kind} began at ${iso(seen.start)}, not ${iso(item.start)}`)
    if (ought !== 'running') continue
    const reading = { ...expected, start: item.start, severity: item.severity }
    const times = [seen.risk, seen.due, seen.chain]
    const due = [0.75, 1, 1.25].map((share) => clock.reaches(share, kind, reading))
    if (times.join() !== due.join())
      problems.push(`the clock ${kind} is due at ${times.map(iso)} and ought to be at ${due.map(iso)}`)
    const stage = due.filter((time) => time <= expected.now).length
    if (swept && !pendingOf(item) && seen.stage !== stage)
      problems.push(`the clock ${kind} was told of ${seen.stage} times and ought to be ${stage} times`)
  }
  return problems
}

/** What holds of every escalation, whatever led to it. */
function brokenPromises(
  expected: Expected,
  item: Case,
  {
    seen,
    holder,
    nameOf,
  }: { seen: SeenEscalation; holder: Name | null; nameOf(id: string | null): string | null },
): string[] {
  const problems: string[] = []
  const clock = seen.clocks.find(({ kind }) => kind === (seen.severity === 'P0' ? 'confirm' : 'decide'))
  const open = seen.request?.state === 'open'
  if (open && (!clock || clock.stopped)) problems.push('an open request has no clock that runs')
  if (seen.status === 'awaiting_approval' && !open)
    problems.push('it waits for an approval that nobody asked for')
  const ended = seen.status === 'draft' || seen.status === 'closed'
  if (!ended && (holder === null || (holder !== item.raiser && !readersOf(expected, item).has(holder))))
    problems.push(`${holder} has it and can do nothing`)
  if (openRequest(item) && !open) problems.push('a request was lost')
  const barred = [item.raiser, item.subject, nameOf(seen.request?.author ?? null), ...item.editors]
  for (const { decider, forId } of seen.request?.content === seen.content ? seen.request.decisions : [])
    if (barred.includes(nameOf(decider)) || (forId && barred.includes(nameOf(forId))))
      problems.push(`${nameOf(decider)} decided and was not to`)
  return problems
}

const iso = (instant: number) => new Date(instant).toISOString()
