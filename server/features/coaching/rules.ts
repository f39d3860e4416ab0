import type { NoteFacts } from './queries.ts'

export type NoteReaders = Pick<NoteFacts, 'team_id' | 'author_id' | 'subject_id' | 'audience'>

export const factsOf = (note: NoteReaders) => ({
  authorId: note.author_id,
  subjectId: note.subject_id,
  teamId: note.team_id,
  audience: note.audience,
})
