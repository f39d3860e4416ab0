import {
  above,
  leads,
  members,
  ours,
  ourTeam,
  type Sentences,
  theirs,
} from '#tests/support/policy-sentences.ts'

export const sentences: Partial<Sentences> = {
  'target.read': [
    {
      says: 'The targets of a team are known to everybody in it, and to whoever administers it.',
      facts: ourTeam,
      may: [...members, 'admin'],
    },
  ],
  'target.set': [
    {
      says: 'A target is set by the leads of the team and the manager above, by no administrator.',
      facts: ourTeam,
      may: above,
    },
  ],
  'baseline.renew': [
    {
      says: 'A baseline begins anew by the word of a lead of the team, never of the person or of a manager.',
      facts: { analystId: 'analyst', teamId: ours },
      may: leads,
    },
  ],
  'scorecard.read': [
    {
      says: 'A scorecard is read by its person and by the leads of the team, not by its manager.',
      facts: { analystId: 'analyst', teamId: ours },
      may: ['analyst', ...leads],
    },
    {
      says: 'Somebody who left the team still reads their scorecard of it.',
      facts: { analystId: 'formerAnalyst', teamId: ours },
      may: [...leads, 'formerAnalyst'],
    },
    {
      says: 'A scorecard of another team is read by its person and that team’s lead.',
      facts: { analystId: 'analyst', teamId: theirs },
      may: ['analyst', 'otherLead'],
    },
  ],
}
