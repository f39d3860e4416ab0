import type { PersonData } from '#shared/core/person-data.ts'

export const scorecardsPersonData = {
  team_target: {
    people: { set_by: 'former' },
    exported: 'the targets that the person set',
    erased: 'who set a target; the target stays',
    retention: 'work',
  },
  baseline_renewal: {
    people: { analyst_id: 'deleted', said_by: 'former' },
    exported: 'that the person’s baseline began anew by a lead’s word; what they said of others',
    erased: 'the rows about the person; who said it of others',
    retention: 'figures',
  },
} as const satisfies PersonData
