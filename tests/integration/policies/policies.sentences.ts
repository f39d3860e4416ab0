import { above, leads, ourTeam, type Sentences } from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
  'ledger.read': [
    {
      says: 'The policy ledger of a team is read by whoever leads or manages it, not by its analysts.',
      facts: ourTeam,
      may: above,
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
