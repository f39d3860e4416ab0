import { leads, ours, ourTeam, type Sentences } from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
  'team.import': [
    {
      says: 'Audits are imported by whoever leads the team, not by whoever manages it.',
      facts: ourTeam,
      may: leads,
    },
  ],
  'case.read': [
    {
      says: 'A case is read by whoever decided it and by the leads of the team, not by its manager.',
      facts: { analystId: 'analyst', teamId: ours },
      may: ['analyst', ...leads],
    },
    {
      says: 'Somebody who left the team still reads the cases that they decided in it.',
      facts: { analystId: 'formerAnalyst', teamId: ours },
      may: [...leads, 'formerAnalyst'],
    },
  ],
  'recheck.ask': [
    {
      says: 'A recheck is asked for by whoever decided the case, and by nobody for them.',
      facts: { analystId: 'analyst' },
      may: ['analyst'],
    },
  ],
  'recheck.answer': [
    {
      says: 'A recheck is answered by the leads of the team.',
      facts: { analystId: 'analyst', teamId: ours },
      may: leads,
    },
    {
      says: 'A lead does not answer a recheck of their own decision.',
      facts: { analystId: 'lead', teamId: ours },
      may: ['coLead'],
    },
  ],
}
