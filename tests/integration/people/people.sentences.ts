import { above, ourTeam, type Sentences } from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
  'team.read': [{ says: 'A team is read by whoever leads or manages it.', facts: ourTeam, may: above }],
}
