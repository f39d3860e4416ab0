import type { PersonData } from '#shared/core/person-data.ts'

export const todayPersonData = {
  today_settled: {
    people: ['person_id'],
    exported: 'what was settled or put off, and when',
    erased: 'the rows',
  },
} as const satisfies PersonData
