import type { PersonData } from '#shared/core/person-data.ts'

export const calibrationPersonData = {
  calibration_round: {
    people: ['made_by'],
    exported: 'the calibration rounds that the person made',
    erased: 'who made a round; the round stays with its team',
  },
  calibration_rater: {
    people: ['person_id'],
    exported: 'the rounds that the person rated in, and when they submitted',
    erased: 'the person as a rater, with their ratings',
  },
  calibration_rating: {
    people: ['person_id'],
    exported: 'the ratings of the person with their comments',
    erased: 'the ratings of the person',
  },
} as const satisfies PersonData
