import { leads, ours, type Sentences, theirs } from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
  'goal.read': [
    {
      says: 'A goal is read by whom it is about and by the leads of the team, not by its manager.',
      facts: { subjectId: 'analyst', teamId: ours },
      may: ['analyst', ...leads],
    },
    {
      says: 'Somebody who left the team still reads their goals of it.',
      facts: { subjectId: 'formerAnalyst', teamId: ours },
      may: [...leads, 'formerAnalyst'],
    },
  ],
  'goal.write': [
    {
      says: 'A goal is set, changed and ended by whom it is about and by the leads of the team.',
      facts: { subjectId: 'analyst', teamId: ours },
      may: ['analyst', ...leads],
    },
    {
      says: 'Somebody who left the team changes their goals of it no more.',
      facts: { subjectId: 'formerAnalyst', teamId: ours },
      may: leads,
    },
    {
      says: 'Nobody sets themselves a goal in a team that they are not in.',
      facts: { subjectId: 'analyst', teamId: theirs },
      may: ['otherLead'],
    },
  ],
}
