import type { Audience } from '#shared/coaching/rules.ts'
import type { Facts, NoteReadFacts } from '#shared/policy.ts'
import { type Name, ours, type Sentence, type Sentences } from '#tests/support/policy-sentences.ts'

/** A note of the lead about the analyst, unless it is another's. */
const note = (
  audience: Audience,
  {
    authorId = 'lead',
    subjectId = 'analyst',
    readers = [],
  }: { authorId?: Name; subjectId?: Name; readers?: NoteReadFacts['readers'] } = {},
): NoteReadFacts => ({ authorId, subjectId, teamId: ours, audience, readers })
const writing = { authorId: 'lead', subjectId: 'analyst', teamId: ours }
const manager = { personId: 'manager', namedAs: 'manager' } as const
const taker = { personId: 'coLead', namedAs: 'lead' } as const
/** What handing a note of the lead over to another lead is decided by. */
const handing = (audience: Audience, facts: Partial<Facts['note.handover']> = {}) => ({
  ...{ authorId: 'lead', subjectId: 'analyst', teamId: ours, audience },
  ...{ personId: 'coLead', leading: true, inTeam: true, ...facts },
})
const naming = (audience: Audience, facts: Partial<Facts['note.nameReader']> = {}) => ({
  ...{ authorId: 'lead', subjectId: 'analyst', teamId: ours, audience },
  ...{ personId: 'manager', managing: true, ...facts },
})
/** What was agreed by a lead who leads the team no longer. */
const inheriting = (audience: Audience, facts: Partial<Facts['action.inherit']> = {}) => ({
  ...{ authorId: 'formerLead', subjectId: 'analyst', teamId: ours, audience },
  ...{ authorLeads: false, inTeam: true, ...facts },
})
const noteReaders = [
  { says: 'kept to oneself, by its author alone', facts: note('me'), may: ['lead'] },
  {
    says: 'shared with its person, by that person and its author',
    facts: note('person'),
    may: ['analyst', 'lead'],
  },
  {
    says: 'for the manager too, by the manager who was named',
    facts: note('manager', { readers: [manager] }),
    may: ['analyst', 'lead', 'manager'],
  },
  {
    says: 'for the manager too, not by who manages the team and was not named',
    facts: note('manager', { readers: [{ personId: 'formerLead', namedAs: 'manager' }] }),
    may: ['analyst', 'lead'],
  },
  {
    says: 'for the manager too, not by a manager of another team who was named',
    facts: note('manager', { readers: [{ personId: 'otherManager', namedAs: 'manager' }] }),
    may: ['analyst', 'lead'],
  },
  {
    says: 'handed over, by the lead to whom it was',
    facts: note('person', { authorId: 'formerLead', readers: [taker] }),
    may: ['analyst', 'coLead'],
  },
  {
    says: 'handed over to who does not lead the team, not by them',
    facts: note('person', {
      authorId: 'formerLead',
      readers: [{ personId: 'otherLead', namedAs: 'lead' }],
    }),
    may: ['analyst'],
  },
  {
    says: 'of a lead who leads the team no longer, by that lead no longer',
    facts: note('person', { authorId: 'formerLead' }),
    may: ['analyst'],
  },
  {
    says: 'kept by a lead who leads the team no longer, by nobody',
    facts: note('me', { authorId: 'formerLead' }),
    may: [],
  },
] as const satisfies readonly Sentence<'note.read'>[]

export const sentences: Partial<Sentences> = {
  'note.read': noteReaders.map(({ says, ...rest }) => ({ says: `A note is read, ${says}.`, ...rest })),
  'note.write': [
    { says: 'A note is written by a lead of the team in their own name.', facts: note('me'), may: ['lead'] },
    {
      says: 'Nobody writes a note about themselves.',
      facts: note('me', { subjectId: 'lead' }),
      may: [],
    },
    {
      says: 'A manager writes no notes.',
      facts: note('manager', { authorId: 'manager' }),
      may: [],
    },
    {
      says: 'A lead of another team writes no notes in ours.',
      facts: note('me', { authorId: 'otherLead' }),
      may: [],
    },
    {
      says: 'A lead who leads the team no longer writes no notes in it.',
      facts: note('me', { authorId: 'formerLead' }),
      may: [],
    },
  ],
  'note.nameReader': [
    {
      says: 'The author of a note names its manager as a reader.',
      facts: naming('manager'),
      may: ['lead'],
    },
    {
      says: 'Nobody is named who does not manage the team.',
      facts: naming('manager', { managing: false }),
      may: [],
    },
    {
      says: 'No manager is named for a note that is not for managers.',
      facts: naming('person'),
      may: [],
    },
    {
      says: 'Whom a note is about is not named besides.',
      facts: naming('manager', { personId: 'analyst' }),
      may: [],
    },
  ],
  'note.handover': [
    {
      says: 'A shared note is handed over by its author to another lead of the team.',
      facts: handing('person'),
      may: ['lead'],
    },
    {
      says: 'A note that its author kept is handed to nobody.',
      facts: handing('me'),
      may: [],
    },
    {
      says: 'A note is handed to nobody who does not lead the team.',
      facts: handing('person', { leading: false }),
      may: [],
    },
    {
      says: 'A note about somebody who left the team is handed to nobody.',
      facts: handing('person', { inTeam: false }),
      may: [],
    },
    {
      says: 'After the last day as a lead nothing is handed over.',
      facts: handing('person', { authorId: 'formerLead' }),
      may: [],
    },
  ],
  'note.rewrite': [
    {
      says: 'The words of a note are changed by its author until they are acknowledged.',
      facts: { ...writing, acknowledged: false },
      may: ['lead'],
    },
    {
      says: 'Words that were acknowledged are changed by nobody.',
      facts: { ...writing, acknowledged: true },
      may: [],
    },
  ],
  'note.addAddendum': [
    {
      says: 'An addendum to an acknowledged note is its author’s.',
      facts: { ...writing, acknowledged: true },
      may: ['lead'],
    },
    {
      says: 'A note that is not acknowledged has no addendum.',
      facts: { ...writing, acknowledged: false },
      may: [],
    },
  ],
  'note.acknowledge': [
    {
      says: 'A shared note is acknowledged by whom it is about.',
      facts: { subjectId: 'analyst', audience: 'person' },
      may: ['analyst'],
    },
    {
      says: 'A note for the manager too is acknowledged by whom it is about, not by the manager.',
      facts: { subjectId: 'analyst', audience: 'manager' },
      may: ['analyst'],
    },
    {
      says: 'A note that its author kept is acknowledged by nobody.',
      facts: { subjectId: 'analyst', audience: 'me' },
      may: [],
    },
  ],
  'note.reply': noteReaders.map(({ says, ...rest }) => ({
    says: `A note is replied to, ${says}.`,
    ...rest,
  })),
  'action.finish': [
    {
      says: 'An action of a shared note is finished by its owner and the note’s author.',
      facts: { ...note('person'), ownerId: 'analyst' },
      may: ['analyst', 'lead'],
    },
    {
      says: 'A manager who reads the note finishes no action of it.',
      facts: { ...note('manager', { readers: [manager] }), ownerId: 'analyst' },
      may: ['analyst', 'lead'],
    },
    {
      says: 'An owner who may not read the note does not finish its action.',
      facts: { ...note('me'), ownerId: 'analyst' },
      may: ['lead'],
    },
    {
      says: 'An author who leads the team no longer finishes no action; its owner still does.',
      facts: { ...note('person', { authorId: 'formerLead' }), ownerId: 'analyst' },
      may: ['analyst'],
    },
  ],
  'action.inherit': [
    {
      says: 'What a lead of before agreed goes on with who leads the team now.',
      facts: inheriting('person'),
      may: ['lead', 'coLead'],
    },
    {
      says: 'While the author leads the team, no other lead has their actions.',
      facts: inheriting('person', { authorLeads: true }),
      may: [],
    },
    {
      says: 'An action of a note that its author kept goes on with nobody.',
      facts: inheriting('me'),
      may: [],
    },
    {
      says: 'What was agreed with somebody who left the team goes on with nobody there.',
      facts: inheriting('manager', { inTeam: false }),
      may: [],
    },
  ],
}
