import { leads, names, ours, type Sentences } from '#tests/support/policy-sentences.ts'

const toLead = { askerId: 'analyst', addresseeId: null, teamId: ours, answered: false }
const toPeer = { ...toLead, addresseeId: 'peer' }

export const sentences: Partial<Sentences> = {
  'question.ask': [
    {
      says: 'An analyst asks whoever leads the team.',
      facts: (name) => ({ askerId: name, addresseeId: null, teamId: ours, inTeam: true }),
      may: ['analyst', 'peer'],
    },
    {
      says: 'An analyst asks a colleague in the team, and not themselves.',
      facts: (name) => ({ askerId: name, addresseeId: 'peer', teamId: ours, inTeam: true }),
      may: ['analyst'],
    },
    {
      says: 'Nobody asks somebody who left the team.',
      facts: (name) => ({ askerId: name, addresseeId: 'formerAnalyst', teamId: ours, inTeam: false }),
      may: [],
    },
  ],
  'question.read': [
    {
      says: 'A question to the lead is read by its asker and whoever leads the team, not by its manager.',
      facts: toLead,
      may: ['analyst', ...leads],
    },
    { says: 'A question to a colleague is between the two.', facts: toPeer, may: ['analyst', 'peer'] },
    {
      says: 'Once it was answered, whoever leads the team reads it too.',
      facts: { ...toPeer, answered: true },
      may: ['analyst', 'peer', ...leads],
    },
  ],
  'question.answer': [
    { says: 'A question to the lead is answered by whoever leads the team.', facts: toLead, may: leads },
    { says: 'A question to a colleague is answered by that colleague.', facts: toPeer, may: ['peer'] },
    {
      says: 'Whoever left the team answers nothing there any more.',
      facts: { ...toPeer, addresseeId: 'formerAnalyst' },
      may: [],
    },
  ],
  'question.pursue': [
    { says: 'A question is asked again and settled by its asker.', facts: toPeer, may: ['analyst'] },
    {
      says: 'Whoever left the team reads what they asked and changes nothing of it.',
      facts: { ...toPeer, askerId: 'formerAnalyst' },
      may: [],
    },
  ],
  'question.keep': [
    {
      says: 'An answer is kept as a precedent by whoever leads the team.',
      facts: { ...toPeer, answered: true },
      may: leads,
    },
    { says: 'A question without an answer is no precedent.', facts: toLead, may: [] },
  ],
  'precedent.read': [
    {
      says: 'A precedent is read by everybody who has a role, and of the partners by those for policy.',
      facts: {},
      may: names.filter((name) => name !== 'legalPartner' && name !== 'formerLead'),
    },
  ],
}
