import type { PersonData } from '#shared/core/person-data.ts'

export const emergencyPersonData = {
  emergency_access: {
    people: ['subject_id', 'asker_id', 'confirmed_by', 'ended_by'],
    exported: 'who asked to read the person’s record, why, for how long, who confirmed and who ended it',
    erased: 'the rows about the person; of those about others, who asked, confirmed or ended them',
  },
} as const satisfies PersonData
