import type { PersonData } from '#shared/core/person-data.ts'

export const goalsPersonData = {
  goal: {
    people: { subject_id: 'deleted', author_id: 'former', ended_by: 'former' },
    exported: 'the person’s own goals, with where they began, their target and how they ended',
    erased: 'the goals of the person; who wrote or ended those of others',
    retention: 'coaching',
  },
} as const satisfies PersonData
