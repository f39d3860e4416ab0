import { above, leads, ours, type Sentences } from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
  'team.moveIn': [
    {
      says: 'A history is moved in by the leads of the team, and by who administers, who does not read it.',
      facts: { teamId: ours },
      may: [...leads, 'admin'],
    },
  ],
  'review.read': [
    {
      says: 'A review is read by its analyst, once it was delivered, and by the leads of the team, not by its manager.',
      facts: { analystId: 'analyst', teamId: ours, delivered: true },
      may: ['analyst', ...leads],
    },
    {
      says: 'Before it is delivered it is read by the leads alone.',
      facts: { analystId: 'analyst', teamId: ours, delivered: false },
      may: leads,
    },
    {
      says: 'A lead who is reviewed waits for its delivery like everybody else.',
      facts: { analystId: 'lead', teamId: ours, delivered: false },
      may: ['coLead'],
    },
    {
      says: 'Somebody who left the team still reads their reviews of it.',
      facts: { analystId: 'formerAnalyst', teamId: ours, delivered: true },
      may: [...leads, 'formerAnalyst'],
    },
  ],
  'review.write': [
    {
      says: 'A case is reviewed by the leads of its team.',
      facts: { analystId: 'analyst', teamId: ours },
      may: leads,
    },
    {
      says: 'Nobody reviews themselves.',
      facts: { analystId: 'lead', teamId: ours },
      may: ['coLead'],
    },
  ],
  'review.acknowledge': [
    {
      says: 'A review is acknowledged by its analyst.',
      facts: { analystId: 'analyst', delivered: true },
      may: ['analyst'],
    },
    {
      says: 'One that was not delivered is acknowledged by nobody.',
      facts: { analystId: 'analyst', delivered: false },
      may: [],
    },
  ],
  'review.reply': [
    {
      says: 'A line is replied to by its analyst and the leads of the team.',
      facts: { analystId: 'analyst', teamId: ours, delivered: true },
      may: ['analyst', ...leads],
    },
    {
      says: 'Before its delivery the analyst replies to nothing.',
      facts: { analystId: 'analyst', teamId: ours, delivered: false },
      may: leads,
    },
  ],
  'dispute.raise': [
    {
      says: 'A line is disputed by its analyst.',
      facts: { analystId: 'analyst', delivered: true },
      may: ['analyst'],
    },
    {
      says: 'Nothing is disputed before it was delivered.',
      facts: { analystId: 'analyst', delivered: false },
      may: [],
    },
  ],
  'dispute.withdraw': [
    { says: 'A dispute is taken back by who raised it.', facts: { analystId: 'analyst' }, may: ['analyst'] },
  ],
  'dispute.decide': [
    {
      says: 'A dispute is decided by another lead than the one who wrote the review.',
      facts: { analystId: 'analyst', judgeIds: ['lead'], teamId: ours, decider: 'lead' },
      may: ['coLead'],
    },
    {
      says: 'Where no other lead can, the manager above the team decides it.',
      facts: { analystId: 'analyst', judgeIds: ['lead'], teamId: ours, decider: 'manager' },
      may: ['manager'],
    },
    {
      says: 'A manager who wrote the review decides nothing about it.',
      facts: { analystId: 'analyst', judgeIds: ['manager'], teamId: ours, decider: 'manager' },
      may: [],
    },
    {
      says: 'Where there is neither, nobody does.',
      facts: { analystId: 'analyst', judgeIds: ['lead'], teamId: ours, decider: 'nobody' },
      may: [],
    },
  ],
  'dispute.count': [
    {
      says: 'Counts of disputes are read by who leads or manages the team.',
      facts: { teamId: ours },
      may: above,
    },
  ],
}
