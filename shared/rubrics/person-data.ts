import type { PersonData } from '#shared/core/person-data.ts'

export const rubricsPersonData = {
  rubric_version: {
    people: { author_id: 'former' },
    exported: 'the versions that the person wrote',
    erased: 'who wrote it; the version stays, because reviews are pinned to it',
    retention: 'work',
  },
} as const satisfies PersonData
