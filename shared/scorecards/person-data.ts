import type { PersonData } from '#shared/core/person-data.ts'

export const scorecardsPersonData = {
  team_target: {
    people: ['set_by'],
    exported: 'the targets that the person set',
    erased: 'who set a target; the target stays',
  },
} as const satisfies PersonData
