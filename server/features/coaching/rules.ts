import type { Facts, NoteReadFacts } from '#shared/policy.ts'
import type { NoteFacts, NoteRow } from './queries.ts'

export type NoteReaders = Pick<NoteFacts, 'team_id' | 'author_id' | 'subject_id' | 'audience' | 'readers'>

export const factsOf = (note: NoteReaders): NoteReadFacts => ({
  authorId: note.author_id,
  subjectId: note.subject_id,
  teamId: note.team_id,
  audience: note.audience,
  readers: note.readers,
})

/** Returns the same facts of a row that has its readers with their names. */
export const factsOfRow = ({ readers, ...note }: NoteRow): NoteReadFacts =>
  factsOf({
    ...note,
    readers: readers.map(({ person, namedAs }) => ({ personId: person.personId, namedAs })),
  })

/** Returns the facts of an action that the database says is inherited: its author leads no longer, and its subject is in the team. */
export const inheritedFactsOf = (note: Omit<NoteReaders, 'readers'>): Facts['action.inherit'] => ({
  authorId: note.author_id,
  subjectId: note.subject_id,
  teamId: note.team_id,
  audience: note.audience,
  authorLeads: false,
  inTeam: true,
})
