import { leads, ours, type Sentences } from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
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
}
