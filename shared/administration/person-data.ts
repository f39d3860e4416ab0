import type { PersonData } from '#shared/core/person-data.ts'

export const administrationPersonData = {
  invitation: {
    people: ['person_id', 'given_by', 'confirmed_by'],
    exported:
      'the address, who made and who confirmed it, until when it held and when it was used, without the token',
    erased: 'the rows',
  },
  team_move: {
    people: ['asked_by', 'confirmed_by', 'declined_by'],
    exported: 'the moves of teams that the person asked for, confirmed or declined',
    erased: 'who asked, confirmed or declined; the moves stay',
  },
  address_request: {
    people: ['person_id', 'decided_by'],
    exported: 'the addresses that the person asked for, when, and what became of each',
    erased: 'the rows; of others’ requests, who decided',
  },
} as const satisfies PersonData
