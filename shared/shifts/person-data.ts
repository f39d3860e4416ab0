import type { PersonData } from '#shared/core/person-data.ts'

export const shiftsPersonData = {
  shift: {
    people: { person_id: 'deleted' },
    exported: 'shifts and absences of the last weeks and the next, as instants',
    erased: 'the rows',
    retention: 'shifts',
  },
  shift_pattern: {
    people: { person_id: 'deleted', changed_by: 'former' },
    exported: 'weekly hours with the days from which they hold',
    erased: 'the rows of the person; who entered those of others becomes nobody',
    retention: 'shifts',
  },
  shift_entry: {
    people: { person_id: 'deleted', changed_by: 'former' },
    exported: 'changed days and absences, entered and imported',
    erased: 'the rows of the person; who entered those of others becomes nobody',
    retention: 'shifts',
  },
} as const satisfies PersonData
