import type { PersonData } from '#shared/core/person-data.ts'

export const calibrationPersonData = {
  calibration_round: {
    people: { made_by: 'former' },
    exported: 'the calibration rounds that the person made',
    erased: 'who made a round; the round stays with its team',
    retention: 'work',
  },
  calibration_rater: {
    people: { person_id: 'deleted' },
    exported: 'the rounds that the person rated in, and when they submitted',
    erased: 'the person as a rater, with their ratings',
    retention: 'figures',
  },
  calibration_rating: {
    people: { person_id: 'deleted' },
    exported: 'the ratings of the person with their comments',
    erased: 'the ratings of the person',
    retention: 'figures',
  },
} as const satisfies PersonData
