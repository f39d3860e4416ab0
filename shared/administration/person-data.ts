import type { PersonData } from '#shared/core/person-data.ts'

export const administrationPersonData = {
  invitation: {
    people: ['person_id', 'given_by', 'confirmed_by'],
    exported:
      'the address, who made and who confirmed it, until when it held and when it was used, without the token',
    erased: 'the rows',
  },
} as const satisfies PersonData
