import type { Name } from './people.ts'
import type { Scene } from './run.ts'
import type { Step } from './steps.ts'
import type { Severity } from './timeline.ts'

/** A sequence that once went wrong, here or in software of the same kind. */
export interface KnownFault extends Scene {
  name: string
  steps: readonly Step[]
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
/** A Thursday before Korea's autumn holidays, at ten. */
const begins = Date.parse('2026-09-17T01:00:00Z')

const raise = (
  severity: Severity,
  { who = 'analyst', submit = true }: { who?: Name; submit?: boolean } = {},
): Step => ({
  after: minute,
  do: 'raise',
  who,
  severity,
  kind: 'policy_gap',
  fn: null,
  subject: null,
  submit,
})
const on = { on: 0, after: minute } as const
const takesEffect: Step = { after: 11 * second, do: 'wait' }

export const knownFaults: readonly KnownFault[] = [
  {
    ...{ name: 'a pause in which it is decided', shape: 'full', begins },
    steps: [
      raise('P1'),
      { ...on, do: 'acknowledge', who: 'lead' },
      { ...on, do: 'request', who: 'coLead' },
      { ...on, do: 'pause', who: 'lead', reason: 'information', after: hour },
      { ...on, do: 'decide', who: 'lead', verdict: 'approve' },
      takesEffect,
      { ...on, do: 'decide', who: 'manager', verdict: 'approve' },
      takesEffect,
      { ...on, do: 'resume', who: 'lead', after: hour },
      { ...on, do: 'resolve', who: 'lead' },
      { ...on, do: 'reopen', who: 'lead', after: hour },
    ],
  },
  {
    ...{ name: 'P0, lowered to P1, raised to P0', shape: 'full', begins },
    steps: [
      raise('P0'),
      { ...on, do: 'severity', who: 'manager', to: 'P1' },
      { ...on, do: 'severity', who: 'manager', to: 'P0', after: hour },
    ],
  },
  {
    ...{ name: 'approved, edited and asked again; rejected and asked again', shape: 'full', begins },
    steps: [
      raise('P2'),
      { ...on, do: 'request', who: 'coLead' },
      { ...on, do: 'decide', who: 'lead', verdict: 'approve' },
      takesEffect,
      { ...on, do: 'edit', who: 'coLead', fn: null },
      { ...on, do: 'request', who: 'coLead', after: hour },
      { ...on, do: 'decide', who: 'manager', verdict: 'reject' },
      takesEffect,
      { ...on, do: 'request', who: 'coLead', after: hour },
    ],
  },
  {
    ...{ name: 'closed over a weekend and holidays, and reopened', shape: 'full', begins },
    steps: [
      raise('P3'),
      { ...on, do: 'acknowledge', who: 'lead' },
      { ...on, do: 'start', who: 'lead' },
      { ...on, do: 'resolve', who: 'lead', after: hour },
      { ...on, do: 'close', who: 'lead' },
      { ...on, do: 'reopen', who: 'lead', after: 10 * 24 * hour },
    ],
  },
  {
    ...{ name: 'decided, worked on, resolved and reopened', shape: 'full', begins },
    steps: [
      raise('P2'),
      { ...on, do: 'request', who: 'coLead' },
      { ...on, do: 'decide', who: 'lead', verdict: 'approve', after: hour },
      takesEffect,
      { ...on, do: 'start', who: 'lead', after: 3 * hour },
      { ...on, do: 'resolve', who: 'lead', after: 24 * hour },
      { ...on, do: 'reopen', who: 'lead', after: 48 * hour },
    ],
  },
  {
    ...{ name: 'a pause that lasts at the resolution', shape: 'full', begins },
    steps: [
      raise('P3'),
      { ...on, do: 'acknowledge', who: 'lead' },
      { ...on, do: 'pause', who: 'lead', reason: 'legal', after: hour },
      { ...on, do: 'resolve', who: 'lead', after: 30 * hour },
      { ...on, do: 'reopen', who: 'lead', after: 30 * hour },
    ],
  },
  {
    ...{ name: 'a lead alone who asks for a decision', shape: 'single', begins },
    steps: [raise('P2'), { ...on, do: 'request', who: 'lead' }],
  },
  {
    ...{ name: 'whoever could give the second of two approvals leaves', shape: 'full', begins },
    steps: [
      raise('P1'),
      { ...on, do: 'request', who: 'coLead' },
      { ...on, do: 'decide', who: 'lead', verdict: 'approve' },
      takesEffect,
      { after: hour, do: 'roleEnds', who: 'manager' },
      { after: hour, do: 'roleEnds', who: 'director' },
    ],
  },
  {
    ...{ name: 'whoever has it leaves', shape: 'leads', begins },
    steps: [
      raise('P1'),
      { ...on, do: 'assign', who: 'lead', to: 'coLead' },
      { after: hour, do: 'roleEnds', who: 'coLead' },
    ],
  },
  {
    ...{ name: 'whoever gave the first approval leaves before it takes effect', shape: 'full', begins },
    steps: [
      raise('P1'),
      { ...on, do: 'request', who: 'coLead' },
      { ...on, do: 'decide', who: 'lead', verdict: 'approve' },
      { after: 2 * second, do: 'roleEnds', who: 'lead' },
      takesEffect,
    ],
  },
  {
    ...{ name: 'whoever asked leaves, and it is edited', shape: 'full', begins },
    steps: [
      raise('P2'),
      { ...on, do: 'request', who: 'manager' },
      { after: minute, do: 'roleEnds', who: 'manager' },
      { ...on, do: 'edit', who: 'lead', fn: null },
    ],
  },
  {
    ...{ name: 'taken back while it is to be confirmed', shape: 'full', begins },
    steps: [
      raise('P0'),
      { ...on, do: 'request', who: 'lead' },
      { ...on, do: 'close', who: 'analyst' },
      { ...on, do: 'decide', who: 'manager', verdict: 'reject' },
    ],
  },
  {
    ...{ name: 'resolved, to be confirmed, and reopened', shape: 'full', begins },
    steps: [
      raise('P0'),
      { ...on, do: 'acknowledge', who: 'lead' },
      { ...on, do: 'resolve', who: 'lead' },
      { ...on, do: 'request', who: 'lead' },
      { ...on, do: 'reopen', who: 'coLead' },
    ],
  },
  {
    ...{ name: 'confirmation refused and asked again', shape: 'full', begins },
    steps: [
      raise('P0'),
      { ...on, do: 'request', who: 'lead' },
      { ...on, do: 'decide', who: 'manager', verdict: 'reject' },
      takesEffect,
      { ...on, do: 'request', who: 'lead' },
      { ...on, do: 'decide', who: 'manager', verdict: 'approve' },
      takesEffect,
      { ...on, do: 'start', who: 'lead' },
    ],
  },
  {
    ...{ name: 'a draft that was closed', shape: 'full', begins },
    steps: [
      raise('P2', { submit: false }),
      { ...on, do: 'close', who: 'analyst' },
      { ...on, do: 'reopen', who: 'analyst' },
      { ...on, do: 'submit', who: 'analyst' },
    ],
  },
  {
    ...{ name: 'who is to decide raised what is merged into it', shape: 'full', begins },
    steps: [
      raise('P2'),
      raise('P3', { who: 'lead' }),
      { ...on, do: 'assign', who: 'coLead', to: 'lead' },
      { ...on, do: 'request', who: 'coLead' },
      { after: minute, do: 'merge', who: 'coLead', on: 1, into: 0 },
    ],
  },
]
