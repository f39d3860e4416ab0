import type { PersonData } from '#shared/core/person-data.ts'

export const administrationPersonData = {
  invitation: {
    people: ['person_id'],
    exported: 'the address, until when it held and when it was used, without the token',
    erased: 'the rows',
  },
} as const satisfies PersonData
