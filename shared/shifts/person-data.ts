import type { PersonData } from '#shared/core/person-data.ts'

export const shiftsPersonData = {
  shift: {
    people: ['person_id'],
    exported: 'shifts and absences of the last weeks and the next, as instants',
    erased: 'the rows',
  },
  shift_pattern: {
    people: ['person_id', 'changed_by'],
    exported: 'weekly hours with the days from which they hold',
    erased: 'the rows of the person; who entered those of others becomes nobody',
  },
  shift_entry: {
    people: ['person_id', 'changed_by'],
    exported: 'changed days and absences, entered and imported',
    erased: 'the rows of the person; who entered those of others becomes nobody',
  },
} as const satisfies PersonData
