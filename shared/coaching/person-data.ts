import type { PersonData } from '#shared/core/person-data.ts'

export const coachingPersonData = {
  note: {
    people: ['author_id', 'subject_id'],
    exported: 'notes that the person may read, and those that they wrote',
    erased: 'notes about the person; who wrote the others',
  },
  note_reader: {
    people: ['person_id'],
    exported: 'who was named as a reader of the same notes',
    erased: 'with their notes; the rows that name the person',
  },
  note_revision: {
    people: [],
    exported: 'earlier wordings of the same notes',
    erased: 'with their notes',
  },
  note_evidence: {
    people: [],
    exported: 'the cases behind the same notes',
    erased: 'with their notes',
  },
  note_reply: {
    people: ['note_author_id', 'author_id'],
    exported: 'replies on notes that the person may read',
    erased: 'the text and the author of the person’s replies',
  },
  note_addendum: {
    people: ['person_id', 'author_id'],
    exported: 'addenda to notes that the person may read, and those that they wrote',
    erased: 'with their notes; who wrote the others',
  },
  note_reading: {
    people: ['person_id', 'author_id'],
    exported: 'when the person read which note',
    erased: 'the rows of the person; who wrote the note',
  },
  action_item: {
    people: ['owner_id'],
    exported: 'action items that are the person’s own, or of notes that they may read',
    erased: 'with their notes; whose it was',
  },
  action_state: {
    people: ['owner_id', 'done_by'],
    exported: 'when they were done and by whom',
    erased: 'with their items; who did them',
  },
} as const satisfies PersonData
