import type { Audience } from '#shared/coaching/rules.ts'
import { type Name, ours, type Sentence, type Sentences } from '#tests/support/policy-sentences.ts'

/** A note of the lead about the analyst, unless it is another's. */
const note = (
  audience: Audience,
  { authorId = 'lead', subjectId = 'analyst' }: { authorId?: Name; subjectId?: Name } = {},
) => ({ authorId, subjectId, teamId: ours, audience })
const noteReaders = [
  { says: 'kept to oneself, by its author alone', facts: note('me'), may: ['lead'] },
  {
    says: 'shared with its person, by that person and its author',
    facts: note('person'),
    may: ['analyst', 'lead'],
  },
  {
    says: 'for the manager too, by the manager besides',
    facts: note('manager'),
    may: ['analyst', 'lead', 'manager'],
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
      facts: { ...note('manager'), ownerId: 'analyst' },
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
}
