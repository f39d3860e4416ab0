import type { EscalationFacts } from '#shared/policy.ts'
import { above, ours, type Sentences } from '#tests/support/policy-sentences.ts'

const raised: EscalationFacts = {
  ...{ raiserId: 'lead', subjectId: null, teamId: ours, function: 'policy' },
  ...{ submitted: true, acting: [] },
}

export const sentences: Partial<Sentences> = {
  'writeUp.read': [
    {
      says: 'A write-up is read by who leads or manages the team, and by partners for policy.',
      facts: raised,
      may: [...above, 'policyPartner'],
    },
    {
      says: 'Who raised it and leads nobody any more reads the escalation alone.',
      facts: { ...raised, raiserId: 'formerLead' },
      may: [...above, 'policyPartner'],
    },
    {
      says: 'Sent to another function it is none of policy’s any more.',
      facts: { ...raised, function: 'legal' },
      may: above,
    },
  ],
  'ruling.give': [
    {
      says: 'The partner for policy who has it rules.',
      facts: (name) => ({ ...raised, holderId: name, status: 'acknowledged' as const }),
      may: ['policyPartner'],
    },
    {
      says: 'Nobody rules on what somebody else has.',
      facts: { ...raised, holderId: 'coLead', status: 'acknowledged' },
      may: [],
    },
    {
      says: 'Nobody rules on what was not acknowledged, or ended.',
      facts: (name) => ({ ...raised, holderId: name, status: 'reopened' as const }),
      may: [],
    },
    {
      says: 'Nobody rules on what they wrote up themselves.',
      facts: { ...raised, raiserId: 'policyPartner', holderId: 'policyPartner', status: 'acknowledged' },
      may: [],
    },
  ],
}
