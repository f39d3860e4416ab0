import { type Step, stepNames } from '#shared/escalations/step-rules.ts'
import type { EscalationFacts } from '#shared/policy.ts'
import { above, members, type Name, ours, ourTeam, type Sentences } from '#tests/support/policy-sentences.ts'

/** Submitted by the analyst to the policy partner, about nobody, unless it is another. */
const escalation = (changes: Partial<EscalationFacts> = {}): EscalationFacts => ({
  raiserId: 'analyst',
  subjectId: null,
  teamId: ours,
  function: 'policy',
  submitted: true,
  acting: [],
  ...changes,
})
/** The other lead stands in for somebody of our team. */
const standIn =
  (role: 'lead' | 'manager', changes: Partial<EscalationFacts> = {}) =>
  (name: Name) =>
    escalation({ ...changes, acting: name === 'otherLead' ? [role] : [] })

const everyRelation: readonly Name[] = ['analyst', ...above, 'policyPartner']
const workers: readonly Name[] = [...above, 'policyPartner']
const raiserAndAbove: readonly Name[] = ['analyst', ...above]
const steps: Record<Step, { says: string; may: readonly Name[] }> = {
  submit: { says: 'is submitted by whoever wrote it', may: ['analyst'] },
  edit: { says: 'is edited by its raiser, and by the leads and manager of its team', may: raiserAndAbove },
  acknowledge: { says: 'is acknowledged by whoever works on it', may: workers },
  assign: { says: 'is assigned by whoever works on it', may: workers },
  watch: { says: 'is watched by everybody who sees it', may: everyRelation },
  comment: { says: 'is commented on by everybody who sees it', may: everyRelation },
  link: { says: 'is linked by its raiser, and by the leads and manager of its team', may: raiserAndAbove },
  merge: { says: 'is merged by the leads and manager of its team', may: above },
  changeSeverity: { says: 'gets another severity from its raiser or its team', may: raiserAndAbove },
  pause: { says: 'is paused by whoever works on it', may: workers },
  resume: { says: 'is resumed by whoever works on it', may: workers },
  requestApproval: { says: 'asks for an approval by the leads and manager of its team', may: above },
  start: { says: 'is started by whoever works on it', may: workers },
  resolve: { says: 'is resolved by whoever works on it', may: workers },
  close: { says: 'is closed by its raiser, and by the leads and manager of its team', may: raiserAndAbove },
  reopen: {
    says: 'is reopened by its raiser, and by the leads and manager of its team',
    may: raiserAndAbove,
  },
}

export const sentences: Partial<Sentences> = {
  'chain.read': [
    {
      says: 'The on-call chain of a team is read by its leads and the manager above.',
      facts: ourTeam,
      may: above,
    },
  ],
  'chain.set': [
    {
      says: 'The on-call chain of a team is set by its leads and the manager above, by no administrator.',
      facts: ourTeam,
      may: above,
    },
  ],
  'escalation.raise': [
    {
      says: 'An escalation is raised in a team by its analysts, leads and manager.',
      facts: ourTeam,
      may: members,
    },
  ],
  'escalation.read': [
    {
      says: 'An escalation is read by its raiser, the leads and manager of its team, and the partner whom it goes to.',
      facts: escalation(),
      may: everyRelation,
    },
    {
      says: 'An escalation to another function is read by that function’s partner.',
      facts: escalation({ function: 'legal' }),
      may: ['analyst', ...above, 'legalPartner'],
    },
    {
      says: 'An escalation to no function is read by no partner.',
      facts: escalation({ function: null }),
      may: raiserAndAbove,
    },
    {
      says: 'A draft is read by its writer alone.',
      facts: escalation({ submitted: false }),
      may: ['analyst'],
    },
    {
      says: 'A draft is not read by whoever stands in for the lead either.',
      facts: standIn('lead', { submitted: false }),
      may: ['analyst'],
    },
    {
      says: 'Whom an escalation is about does not read it, not even as a lead of the team.',
      facts: escalation({ subjectId: 'lead' }),
      may: ['analyst', 'coLead', 'manager', 'policyPartner'],
    },
    {
      says: 'Who raised an escalation about themselves reads it.',
      facts: escalation({ subjectId: 'analyst' }),
      may: everyRelation,
    },
    {
      says: 'Somebody who stands in for a lead of the team reads it today.',
      facts: standIn('lead'),
      may: [...raiserAndAbove, 'otherLead', 'policyPartner'],
    },
  ],
  'escalation.redirect': [
    {
      says: 'Where an escalation goes and whom it is about are changed by the leads and manager of its team.',
      facts: { ...escalation(), severity: 'P2' },
      may: above,
    },
    {
      says: 'An urgent escalation is sent elsewhere by the manager alone.',
      facts: { ...escalation(), severity: 'P1' },
      may: ['manager'],
    },
    {
      says: 'Who raised it does not send it elsewhere, not even as a lead.',
      facts: { ...escalation({ raiserId: 'lead' }), severity: 'P3' },
      may: ['coLead', 'manager'],
    },
    {
      says: 'Whom it is about does not send it elsewhere.',
      facts: { ...escalation({ subjectId: 'manager' }), severity: 'P1' },
      may: [],
    },
    {
      says: 'A draft is sent elsewhere by its writer.',
      facts: { ...escalation({ submitted: false }), severity: 'P1' },
      may: ['analyst'],
    },
    {
      says: 'Somebody who stands in for the manager sends an urgent one elsewhere.',
      facts: (name) => ({ ...standIn('manager')(name), severity: 'P1' }),
      may: ['manager', 'otherLead'],
    },
  ],
  'escalation.step': [
    ...stepNames.map((step) => ({
      says: `An escalation ${steps[step].says}.`,
      facts: { ...escalation(), step },
      may: steps[step].may,
    })),
    {
      says: 'A lead does not acknowledge an escalation of their own.',
      facts: { ...escalation({ raiserId: 'lead' }), step: 'acknowledge' },
      may: ['coLead', 'manager', 'policyPartner'],
    },
    {
      says: 'A lead whom it is about takes no step, not even one that every reader takes.',
      facts: { ...escalation({ subjectId: 'lead' }), step: 'comment' },
      may: ['analyst', 'coLead', 'manager', 'policyPartner'],
    },
    {
      says: 'Somebody who stands in for the manager of the team asks for an approval as they would.',
      facts: (name) => ({ ...standIn('manager')(name), step: 'requestApproval' }),
      may: [...above, 'otherLead'],
    },
  ],
}
