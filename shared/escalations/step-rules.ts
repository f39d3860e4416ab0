/**
 * The life of an escalation as one table: from which status a step may be taken, where it leads, and by whom. Both the
 * client and the server ask it; the database holds the parts of it that matter most without knowing this file.
 */
export const statuses = [
  'draft',
  'submitted',
  'acknowledged',
  'awaiting_approval',
  'approved',
  'rejected',
  'in_progress',
  'resolved',
  'closed',
  'reopened',
] as const
export type Status = (typeof statuses)[number]

/** P0 at once, P1 urgent, P2 high, P3 normal. */
export const severities = ['P0', 'P1', 'P2', 'P3'] as const
export type Severity = (typeof severities)[number]

/** How a person stands to one escalation. Who acts for somebody away stands where they stand. */
export type Relation = 'raiser' | 'lead' | 'manager' | 'partner'

interface Rule {
  from: readonly Status[]
  /** Null where the status stays; 'voided' goes back to acknowledged where an approval was asked for or given. */
  to: Status | 'voided' | null
  by: readonly Relation[]
  /** The raiser does not take this step on their own escalation, whatever else they are. */
  notRaiser?: true
  /** Only at these severities. */
  at?: readonly Severity[]
}

const open = statuses.filter((status) => status !== 'draft' && status !== 'closed')
const worked = open.filter((status) => status !== 'resolved')
const everyone = ['raiser', 'lead', 'manager', 'partner'] as const
const ours = ['raiser', 'lead', 'manager'] as const

export const steps = {
  submit: { from: ['draft'], to: 'submitted', by: ['raiser'] },
  edit: { from: ['draft', ...worked], to: 'voided', by: ours },
  acknowledge: {
    from: ['submitted', 'reopened'],
    to: 'acknowledged',
    by: ['lead', 'manager', 'partner'],
    notRaiser: true,
  },
  assign: { from: worked, to: null, by: ['lead', 'manager', 'partner'] },
  watch: { from: [...open, 'closed'], to: null, by: everyone },
  comment: { from: open, to: null, by: everyone },
  link: { from: ['draft', ...worked], to: null, by: ours },
  merge: { from: worked, to: 'closed', by: ['lead', 'manager'] },
  changeSeverity: { from: worked, to: 'voided', by: ours },
  pause: { from: worked, to: null, by: ['lead', 'manager', 'partner'], at: ['P1', 'P2', 'P3'] },
  resume: { from: worked, to: null, by: ['lead', 'manager', 'partner'] },
  /** At P0 the work goes on and is confirmed after: there the status stays. */
  requestApproval: {
    from: ['submitted', 'acknowledged', 'in_progress', 'rejected', 'reopened', 'resolved'],
    to: 'awaiting_approval',
    by: ['lead', 'manager'],
    at: ['P0', 'P1', 'P2'],
  },
  start: {
    from: ['acknowledged', 'approved', 'reopened'],
    to: 'in_progress',
    by: ['lead', 'manager', 'partner'],
  },
  resolve: {
    from: ['acknowledged', 'approved', 'in_progress'],
    to: 'resolved',
    by: ['lead', 'manager', 'partner'],
  },
  close: { from: ['draft', 'submitted', 'rejected', 'resolved'], to: 'closed', by: ours },
  reopen: { from: ['resolved', 'closed'], to: 'reopened', by: ours },
} as const satisfies Record<string, Rule>
export type Step = keyof typeof steps
export const stepNames = Object.keys(steps) as Step[]

/** Holds what must be known of an escalation to decide a step. */
export interface StepFacts {
  status: Status
  severity: Severity
  /** The current content has the approvals that its severity asks for. */
  approved: boolean
}

/** Returns whether the step fits the status; says nothing about who takes it. */
export function fits(step: Step, { status, severity, approved }: StepFacts): boolean {
  const rule: Rule = steps[step]
  if (!rule.from.includes(status)) return false
  if (rule.at && !rule.at.includes(severity)) return false
  if ((step === 'start' || step === 'resolve') && asksFirst(severity) && !approved) return false
  if (step === 'requestApproval') return !approved && (severity === 'P0' || status !== 'resolved')
  // What was done at P0 before anybody was asked is confirmed before it is closed.
  if (step === 'close' && status === 'resolved' && severity !== 'P3') return approved
  return true
}

/** Returns whether one of these relations may take the step at all. */
export function mayTake(step: Step, relations: ReadonlySet<Relation>): boolean {
  const rule: Rule = steps[step]
  if (rule.notRaiser && relations.has('raiser')) return false
  return rule.by.some((relation) => relations.has(relation))
}

/** The status after the step; `severity` is the one after it. */
export function after(step: Step, { status, severity }: Pick<StepFacts, 'status' | 'severity'>): Status {
  const { to }: Rule = steps[step]
  // What was rejected is worked on again from the moment that it is to be confirmed anew.
  if (step === 'requestApproval' && severity === 'P0') return status === 'rejected' ? 'acknowledged' : status
  if (to === null) return status
  if (to !== 'voided') return to
  const decided = status === 'awaiting_approval' || status === 'approved' || status === 'rejected'
  return decided || (status === 'in_progress' && asksFirst(severity)) ? 'acknowledged' : status
}

/** At these somebody says yes before anything is done. */
const asksFirst = (severity: Severity) => severity === 'P1' || severity === 'P2'

/** Raising is for who is in it; lowering needs somebody who did not raise it, from P0 and P1 on a manager. */
export function maySetSeverity(
  from: Severity,
  to: Severity,
  relations: ReadonlySet<Relation>,
): 'raise' | 'lower' | undefined {
  const change = severities.indexOf(to) - severities.indexOf(from)
  if (change === 0) return undefined
  if (change < 0) return mayTake('changeSeverity', relations) ? 'raise' : undefined
  return mayLower(from, relations) ? 'lower' : undefined
}

/**
 * Returns whether somebody in these relations may make less of it: lower its severity, send it to another function or
 * name another as whom it is about. It takes somebody who did not raise it, at P0 and P1 a manager.
 */
export function mayLower(severity: Severity, relations: ReadonlySet<Relation>): boolean {
  if (relations.has('raiser')) return false
  return relations.has('manager') || (relations.has('lead') && (severity === 'P2' || severity === 'P3'))
}

/** Returns the more severe of the two. */
export const higherSeverity = (first: Severity, second: Severity): Severity =>
  severities.indexOf(first) < severities.indexOf(second) ? first : second
