import { above, leads, ours, ourTeam, type Sentences } from '#tests/support/policy-sentences.ts'

const item = { teamId: ours, analystId: 'analyst', verified: true, compared: false }
const open = { teamId: ours, analystId: 'analyst', firstVerifierId: null, verified: false }

export const sentences: Partial<Sentences> = {
  'draw.read': [
    {
      says: 'How a sample was drawn is read by whoever leads or manages the team.',
      facts: { ...ourTeam, chosen: false },
      may: above,
    },
    {
      says: 'An analyst reads how a verified case of their own was chosen.',
      facts: (name) => ({ ...ourTeam, chosen: name === 'analyst' }),
      may: ['analyst', ...above],
    },
  ],
  'draw.write': [{ says: 'A sample is drawn by whoever leads the team.', facts: ourTeam, may: leads }],
  'draw.case': [
    {
      says: 'A drawn case is read by the leads, and by its analyst once it was verified.',
      facts: item,
      may: ['analyst', ...leads],
    },
    {
      says: 'Before that its analyst does not know of it.',
      facts: { ...item, verified: false },
      may: leads,
    },
    {
      says: 'What was compared with a known verdict counts for the manager too.',
      facts: { ...item, compared: true },
      may: ['analyst', ...above],
    },
  ],
  'draw.verify': [
    { says: 'A drawn case is verified by whoever leads the team.', facts: open, may: leads },
    {
      says: 'Nobody verifies their own decision.',
      facts: { ...open, analystId: 'lead' },
      may: ['coLead'],
    },
    {
      says: 'Nobody verifies again what they verified first.',
      facts: { ...open, firstVerifierId: 'coLead' },
      may: ['lead'],
    },
    { says: 'A verdict is given once.', facts: { ...open, verified: true }, may: [] },
  ],
  'golden.read': [{ says: 'Golden cases are of the leads of their team.', facts: ourTeam, may: leads }],
  'golden.write': [
    {
      says: 'A golden case is made and retired by the lead whose it is.',
      facts: { ...ourTeam, makerId: 'lead' },
      may: ['lead'],
    },
  ],
  'verifier.read': [
    {
      says: 'A verifier’s own error is read by the verifier and their manager, by no other lead.',
      facts: { ...ourTeam, verifierId: 'lead' },
      may: ['lead', 'manager'],
    },
    {
      says: 'Who leads the team no more reads it no more.',
      facts: { ...ourTeam, verifierId: 'formerLead' },
      may: ['manager'],
    },
  ],
}
