import {
  approvers,
  asksFirst,
  type Case,
  type Expected,
  givenOf,
  isApproved,
  openRequest,
  pendingOf,
  readersOf,
  relationsOf,
  type Status,
  undoTime,
} from './expected.ts'
import { capacities, type Name, rankOf, type Staff } from './people.ts'
import type { Step } from './steps.ts'

/** Whether a step is to be applied or refused; 'open' where the model does not say. */
export type Verdict = 'legal' | 'refused' | 'open'

const worked: readonly Status[] = [
  ...(['submitted', 'acknowledged', 'awaiting_approval', 'approved', 'rejected'] as const),
  ...(['in_progress', 'reopened'] as const),
]
const severities = ['P0', 'P1', 'P2', 'P3']

/** Says what ought to become of a step, at the time at which it is taken. */
export function judge(expected: Expected, step: Step): Verdict {
  const { staff, cases } = expected
  if (step.do === 'wait') return 'legal'
  const named = [
    ...('who' in step ? [step.who] : []),
    ...('to' in step && step.do !== 'severity' ? [step.to] : []),
  ]
  if (!named.every((name) => staff.names.includes(name))) return 'open'
  if (step.do === 'raise')
    return cases.length < 2 &&
      (!step.subject || staff.names.includes(step.subject)) &&
      mayRaise(staff, step.who)
      ? 'legal'
      : 'open'
  if (step.do === 'ownDay') return 'legal'
  if (step.do === 'roleEnds') {
    const leaves = rankOf(step.who) !== undefined || step.who === 'policy' || step.who === 'legal'
    return leaves && !staff.gone.has(step.who) ? 'legal' : 'open'
  }
  if (step.do === 'delegate') {
    const rank = rankOf(step.who)
    const twice = staff.delegations.some((item) => item.from === step.who && !item.ended)
    if (twice || step.who === step.to) return 'open'
    const holds = rank && rank === rankOf(step.to) && !staff.gone.has(step.who) && !staff.gone.has(step.to)
    return holds ? 'legal' : 'refused'
  }
  if (step.do === 'endDelegation')
    return staff.delegations.some(
      (item) => item.from === step.who && !item.ended && item.until > expected.now,
    )
      ? 'legal'
      : 'open'
  const item = cases[step.on]
  return item ? judgeOn(expected, item, step) : 'open'
}

const mayRaise = ({ gone }: Staff, who: Name) =>
  ['analyst', 'peer', 'lead', 'coLead', 'manager', 'director'].includes(who) && !gone.has(who)

type CaseStep = Extract<Step, { on: number }>

function judgeOn(expected: Expected, item: Case, step: CaseStep): Verdict {
  const relations = relationsOf(expected, item, step.who)
  const is = (...allowed: readonly string[]) => [...relations].some((relation) => allowed.includes(relation))
  const ours = is('raiser', 'lead', 'manager')
  const staff = is('lead', 'manager')
  const working = is('lead', 'manager', 'partner')
  const { status, severity } = item
  const atStatus = (...allowed: readonly Status[]) => allowed.includes(status)
  const lowers = !is('raiser') && (is('manager') || (is('lead') && (severity === 'P2' || severity === 'P3')))
  const verdict = (legal: boolean): Verdict => (legal ? 'legal' : 'refused')
  switch (step.do) {
    case 'submit':
      return verdict(atStatus('draft') && is('raiser'))
    case 'edit':
      return verdict(
        ours && atStatus('draft', ...worked) && (step.fn === item.fn || status === 'draft' || lowers),
      )
    case 'acknowledge':
      return verdict(working && !is('raiser') && atStatus('submitted', 'reopened'))
    case 'assign': {
      if (!working || !atStatus(...worked)) return 'refused'
      if (step.to === item.subject) return 'refused'
      // Partners see those of their function alone.
      const seen = staff || step.to === item.fn
      const known = seen && readersOf(expected, item).has(step.to)
      return verdict(known || step.to === step.who)
    }
    case 'merge': {
      const into = expected.cases[step.into]
      if (!into || into === item) return 'open'
      const both = [item, into].every(
        (each) => worked.includes(each.status) && isStaff(expected, each, step.who),
      )
      if (!both) return 'refused'
      const hides =
        into.subject !== null && into.subject !== item.subject && into.subject !== item.raiser
          ? capacities(expected.staff, expected.now).some(({ who }) => who === into.subject)
          : false
      return verdict(!hides)
    }
    case 'severity': {
      if (step.to === severity || !atStatus(...worked)) return 'refused'
      const down = severities.indexOf(step.to) > severities.indexOf(severity)
      return verdict(down ? lowers : ours)
    }
    case 'pause':
      return judgePause(expected, item, {
        who: step.who,
        may: working && atStatus(...worked) && severity !== 'P0',
      })
    case 'resume':
      return verdict(working && atStatus(...worked) && [...item.clocks.values()].some(({ paused }) => paused))
    case 'request': {
      const from = atStatus('submitted', 'acknowledged', 'in_progress', 'rejected', 'reopened', 'resolved')
      if (!staff || !from || severity === 'P3' || isApproved(item)) return 'refused'
      if (status === 'resolved' && severity !== 'P0') return 'refused'
      return verdict(approvers(expected, item, { author: step.who, given: [] }).length > 0)
    }
    case 'ask':
    case 'decide': {
      const request = openRequest(item)
      if (!request || pendingOf(item)) return 'refused'
      const fit = approvers(expected, item, { author: request.author, given: givenOf(request) })
      return verdict(fit.some(({ who }) => who === step.who))
    }
    case 'undo': {
      const pending = pendingOf(item)
      if (!pending) return 'open'
      return verdict(pending.by.who === step.who && expected.now < pending.at + undoTime)
    }
    case 'start':
      return verdict(
        working &&
          atStatus('acknowledged', 'approved', 'reopened') &&
          (!asksFirst(severity) || isApproved(item)),
      )
    case 'resolve':
      return verdict(
        working &&
          atStatus('acknowledged', 'approved', 'in_progress') &&
          (!asksFirst(severity) || isApproved(item)),
      )
    case 'close':
      if (atStatus('submitted')) return verdict(is('raiser'))
      if (atStatus('resolved')) return verdict(ours && (severity === 'P3' || isApproved(item)))
      return verdict(ours && atStatus('draft', 'rejected'))
    case 'reopen':
      return verdict(ours && atStatus('resolved', 'closed'))
  }
}

const isStaff = (expected: Expected, item: Case, who: Name): boolean => {
  const relations = relationsOf(expected, item, who)
  return relations.has('lead') || relations.has('manager')
}

/** Who has it when it runs out does not pause it; somebody who never had it does. */
function judgePause(expected: Expected, item: Case, { who, may }: { who: Name; may: boolean }): Verdict {
  if (!may) return 'refused'
  const { start, severity } = item
  const { now, ownDays } = expected
  const running = [...item.clocks].filter(([, clock]) => clock.runs)
  if (running.length === 0) return 'refused'
  const late = running.some(
    ([kind, clock]) => now > clock.reaches(1, kind, { start, now, severity, ownDays }),
  )
  if (!late || !item.had.has(who)) return 'legal'
  return item.had.size === 1 ? 'refused' : 'open'
}
