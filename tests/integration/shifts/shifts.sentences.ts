import { leads, ours, type Sentences } from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
  'shift.read': [
    {
      says: 'Shifts and absences are read by the person and by who leads them today, not by a manager.',
      facts: { personId: 'analyst', teamIds: [ours] },
      may: ['analyst', ...leads],
    },
    {
      says: 'Of who is an analyst in no team today nobody else reads them.',
      facts: { personId: 'formerAnalyst', teamIds: [] },
      may: ['formerAnalyst'],
    },
    {
      says: 'A lead’s own are read by the lead alone.',
      facts: { personId: 'lead', teamIds: [] },
      may: ['lead'],
    },
  ],
  'shift.write': [
    {
      says: 'They are entered by the person, and entered or corrected by who leads them today.',
      facts: { personId: 'analyst', teamIds: [ours] },
      may: ['analyst', ...leads],
    },
    {
      says: 'Nobody enters the shifts of another team’s analyst.',
      facts: { personId: 'formerAnalyst', teamIds: [] },
      may: ['formerAnalyst'],
    },
  ],
}
