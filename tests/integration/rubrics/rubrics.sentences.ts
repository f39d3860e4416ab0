import { leads, names, ours, type Sentences } from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
  'rubric.read': [
    {
      says: 'A published rubric is read by everybody of the organisation: people are measured by it.',
      facts: { teamId: ours, state: 'published' },
      may: names,
    },
    {
      says: 'An archived version is still read, because reviews are pinned to it.',
      facts: { teamId: ours, state: 'archived' },
      may: names,
    },
    {
      says: 'A draft is read by the leads of its team.',
      facts: { teamId: ours, state: 'draft' },
      may: leads,
    },
  ],
  'rubric.write': [
    {
      says: 'A team’s rubrics are written, published and archived by its leads.',
      facts: { teamId: ours },
      may: leads,
    },
  ],
}
