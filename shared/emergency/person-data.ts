import type { PersonData } from '#shared/core/person-data.ts'

export const emergencyPersonData = {
  emergency_access: {
    people: { subject_id: 'deleted', asker_id: 'former', confirmed_by: 'emptied', ended_by: 'former' },
    exported: 'who asked to read the person’s record, why, for how long, who confirmed and who ended it',
    erased: 'the rows about the person; of those about others, who asked, confirmed or ended them',
    retention: 'reads',
  },
} as const satisfies PersonData
