import type { Sentences } from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
  'people.administer': [
    { says: 'People are administered by administrators alone.', facts: {}, may: ['admin'] },
  ],
  'people.giveRole': [
    {
      says: 'A role is given to somebody by an administrator.',
      facts: { personId: 'analyst' },
      may: ['admin'],
    },
    {
      says: 'An administrator gives themselves no role.',
      facts: { personId: 'admin' },
      may: [],
    },
  ],
}
