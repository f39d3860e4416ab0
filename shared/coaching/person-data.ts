import type { PersonData } from '#shared/core/person-data.ts'

export const coachingPersonData = {
  note: {
    people: { author_id: 'former', subject_id: 'deleted' },
    exported: 'notes that the person may read, and those that they wrote',
    erased: 'notes about the person; who wrote the others',
    retention: 'coaching',
  },
  note_reader: {
    people: { person_id: 'deleted' },
    partOf: [{ table: 'note', column: 'note_id' }],
    exported: 'who was named as a reader of the same notes',
    erased: 'with their notes; the rows that name the person',
    retention: 'coaching',
  },
  note_revision: {
    people: {},
    partOf: [{ table: 'note', column: 'note_id' }],
    exported: 'earlier wordings of the same notes',
    erased: 'with their notes',
    retention: 'coaching',
  },
  note_evidence: {
    people: {},
    partOf: [{ table: 'note', column: 'note_id' }],
    exported: 'the cases behind the same notes',
    erased: 'with their notes',
    retention: 'coaching',
  },
  note_reply: {
    people: { note_author_id: 'former', author_id: 'former' },
    texts: { author_id: ['text'] },
    partOf: [{ table: 'note', column: 'note_id' }],
    exported: 'replies on notes that the person may read',
    erased: 'the text and the author of the person’s replies',
    retention: 'coaching',
  },
  note_addendum: {
    people: { person_id: 'deleted', author_id: 'former' },
    partOf: [{ table: 'note', column: 'note_id' }],
    exported: 'addenda to notes that the person may read, and those that they wrote',
    erased: 'with their notes; who wrote the others',
    retention: 'coaching',
  },
  note_reading: {
    people: { person_id: 'deleted', author_id: 'former' },
    partOf: [{ table: 'note', column: 'note_id' }],
    exported: 'when the person read which note',
    erased: 'the rows of the person; who wrote the note',
    retention: 'coaching',
  },
  action_item: {
    people: { owner_id: 'former' },
    partOf: [{ table: 'note', column: 'note_id' }],
    exported: 'action items that are the person’s own, or of notes that they may read',
    erased: 'with their notes; whose it was',
    retention: 'coaching',
  },
  action_state: {
    people: { owner_id: 'former', done_by: 'former' },
    partOf: [{ table: 'action_item', column: 'action_id' }],
    exported: 'when they were done and by whom',
    erased: 'with their items; who did them',
    retention: 'coaching',
  },
} as const satisfies PersonData
