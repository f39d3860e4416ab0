import { leads, ours, ourTeam, type Sentences } from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
  'team.import': [
    {
      says: 'Audits are imported, and those of machines alone read, by whoever leads the team, not by whoever manages it.',
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
  'putRight.read': [
    {
      says: 'Whether a wrong decision was put right is read by whoever decided it and by the leads of the team.',
      facts: { analystId: 'analyst', teamId: ours },
      may: ['analyst', ...leads],
    },
    {
      says: 'Whether a machine’s was is read by the leads of the team, not by its manager.',
      facts: { analystId: null, teamId: ours },
      may: leads,
    },
  ],
  'putRight.set': [
    {
      says: 'Whether a wrong decision was put right is said by whoever leads the team, of their own decisions too.',
      facts: ourTeam,
      may: leads,
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
      facts: { analystId: 'analyst', judgeIds: [], teamId: ours, decider: 'lead' },
      may: leads,
    },
    {
      says: 'A lead who reviewed the case does not answer a recheck of it.',
      facts: { analystId: 'analyst', judgeIds: ['lead'], teamId: ours, decider: 'lead' },
      may: ['coLead'],
    },
    {
      says: 'A recheck of a lead’s own decision, or where no other lead can, is answered by the manager.',
      facts: { analystId: 'lead', judgeIds: [], teamId: ours, decider: 'manager' },
      may: ['manager'],
    },
    {
      says: 'Where there is neither, nobody answers it.',
      facts: { analystId: 'analyst', judgeIds: ['lead'], teamId: ours, decider: 'nobody' },
      may: [],
    },
  ],
}
