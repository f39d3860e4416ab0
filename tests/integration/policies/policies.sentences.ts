import { above, leads, ours, ourTeam, type Sentences } from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
  'ledger.read': [
    {
      says: 'The policy ledger of a team is read by whoever leads or manages it, not by its analysts.',
      facts: ourTeam,
      may: above,
    },
  ],
  'mark.read': [
    {
      says: 'What somebody marked a version with is read by them and by who leads them today, not by a manager.',
      facts: { personId: 'analyst', teamIds: [ours] },
      may: ['analyst', ...leads],
    },
    {
      says: 'Of who is an analyst in no team today nobody else reads it.',
      facts: { personId: 'formerAnalyst', teamIds: [] },
      may: ['formerAnalyst'],
    },
  ],
  'mark.write': [
    {
      says: 'A version is marked by an analyst of the team, for themselves.',
      facts: { personId: 'analyst', teamId: ours },
      may: ['analyst'],
    },
    {
      says: 'Whoever left the team marks nothing for it.',
      facts: { personId: 'formerAnalyst', teamId: ours },
      may: [],
    },
  ],
  'mark.team': [
    {
      says: 'Who has not read a version is seen by who leads the team, not by its manager.',
      facts: ourTeam,
      may: leads,
    },
  ],
  'ledger.append': [
    {
      says: 'An entry of the policy ledger is opened by whoever leads the team, not by its manager.',
      facts: ourTeam,
      may: leads,
    },
  ],
}
