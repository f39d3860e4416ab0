import type { NoteBody } from '#shared/coaching/fields.ts'
import type { NoteView } from '#shared/coaching/views.ts'
import type { NoteReadFacts } from '#shared/policy.ts'
import { fieldsOf, textsOf } from './note-form.ts'

/** Returns what was written, part by part. */
export function partsOf(body: NoteBody) {
  const texts = textsOf(body)
  return fieldsOf[body.kind].map((field) => ({ field, text: texts[field] }))
}

/** The first line of the note: what its row is called. */
export function firstLine(body: NoteBody): string {
  const said = partsOf(body)
    .map(({ text }) => text.trim())
    .find((text) => text !== '')
  return said?.split('\n', 1)[0] ?? ''
}

/** Returns what decides who may read the note. */
export const factsOf = ({ author, subject, teamId, audience, readers }: NoteView): NoteReadFacts => ({
  authorId: author.personId,
  subjectId: subject.personId,
  ...{ teamId, audience },
  readers: readers.map(({ person, namedAs }) => ({ personId: person.personId, namedAs })),
})

export type NoteRole = 'author' | 'subject' | 'manager'

/** How this reader stands to the note. */
export function noteRoleOf(note: NoteView, reader: string): NoteRole {
  if (note.author.personId === reader) return 'author'
  return note.subject.personId === reader ? 'subject' : 'manager'
}
