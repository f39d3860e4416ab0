import { above, ours, type Sentences } from '#tests/support/policy-sentences.ts'

/** About an analyst of our team, asked by an administrator beside the cast. */
const asked = {
  subjectId: 'analyst',
  askerId: 'another administrator',
  confirmerId: null,
  confirmed: false,
  state: 'asked',
  teamIds: [ours],
} as const
const open = { ...asked, confirmerId: 'formerLead', confirmed: true, state: 'open' } as const

export const sentences: Partial<Sentences> = {
  'emergency.ask': [
    {
      says: 'Emergency access is asked for by administrators alone.',
      facts: { subjectId: 'analyst' },
      may: ['admin'],
    },
    { says: 'Nobody asks for it about themselves.', facts: { subjectId: 'admin' }, may: [] },
  ],
  'emergency.see': [
    {
      says: 'Before it is confirmed, who asked and who may confirm it know of it, and not the person.',
      facts: { ...asked, askerId: 'formerLead' },
      may: ['formerLead', 'manager', 'admin'],
    },
    {
      says: 'Once it was confirmed, the person and who leads them know of it too, also after its end.',
      facts: { ...open, state: 'ended' },
      may: ['analyst', ...above, 'formerLead', 'admin'],
    },
    {
      says: 'An administrator does not hear of what is asked about themselves before it is confirmed.',
      facts: { ...asked, subjectId: 'admin', teamIds: [] },
      may: [],
    },
  ],
  'emergency.confirm': [
    {
      says: 'It is confirmed by another administrator, or by who manages the person.',
      facts: asked,
      may: ['manager', 'admin'],
    },
    { says: 'Who asked does not confirm it.', facts: { ...asked, askerId: 'admin' }, may: ['manager'] },
    {
      says: 'Nobody confirms what is about themselves.',
      facts: { ...asked, subjectId: 'manager', teamIds: [ours] },
      may: ['admin'],
    },
    { says: 'What has lapsed is not confirmed.', facts: { ...asked, state: 'lapsed' }, may: [] },
    { says: 'What was declined is not confirmed.', facts: { ...asked, state: 'declined' }, may: [] },
  ],
  'emergency.end': [
    {
      says: 'It is declined by who may confirm it, and taken back by who asked.',
      facts: { ...asked, askerId: 'policyPartner' },
      may: ['manager', 'policyPartner', 'admin'],
    },
    {
      says: 'It is ended by who asked, who confirmed, who manages the person and any administrator.',
      facts: open,
      may: ['manager', 'formerLead', 'admin'],
    },
    {
      says: 'Nobody ends what is about themselves.',
      facts: { ...open, subjectId: 'admin', teamIds: [] },
      may: ['formerLead'],
    },
    { says: 'What is over is not ended.', facts: { ...open, state: 'over' }, may: [] },
  ],
  'emergency.read': [
    {
      says: 'While it is open, who asked reads, as long as they administer.',
      facts: { ...open, askerId: 'admin' },
      may: ['admin'],
    },
    {
      says: 'Who asked and administers no more reads nothing.',
      facts: { ...open, askerId: 'formerLead' },
      may: [],
    },
    {
      says: 'Who confirmed it does not read by it.',
      facts: { ...open, askerId: 'formerLead', confirmerId: 'admin' },
      may: [],
    },
    {
      says: 'Nobody reads before it is confirmed.',
      facts: { ...asked, askerId: 'admin' },
      may: [],
    },
    { says: 'Nobody reads after its end.', facts: { ...open, askerId: 'admin', state: 'ended' }, may: [] },
  ],
}
