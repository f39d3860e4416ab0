import type { CalibrationFacts } from '#shared/policy.ts'
import { leads, ours, ourTeam, type Sentences } from '#tests/support/policy-sentences.ts'

/** The lead rates too, the other lead does not; of the raters the peer alone has submitted. */
const open: CalibrationFacts = {
  teamId: ours,
  raterIds: ['analyst', 'peer', 'lead', 'formerAnalyst'],
  submittedIds: ['peer'],
  ended: false,
}
const ended = { ...open, ended: true }
const parts = ['analyst', 'peer', ...leads, 'formerAnalyst'] as const

export const sentences: Partial<Sentences> = {
  'calibration.lead': [
    {
      says: 'Rounds are made, closed and reminded of by whoever leads the team.',
      facts: ourTeam,
      may: leads,
    },
  ],
  'calibration.read': [
    {
      says: 'A round is seen by its raters and by the leads of its team, not by its manager.',
      facts: open,
      may: parts,
    },
  ],
  'calibration.rate': [
    {
      says: 'A rater submits once, while the round is open.',
      facts: open,
      may: ['analyst', 'lead', 'formerAnalyst'],
    },
    { says: 'A round that has ended takes no ratings.', facts: ended, may: [] },
  ],
  'calibration.results': [
    {
      says: 'What others gave is read by who has submitted, and before the end by no lead who has not.',
      facts: open,
      may: ['peer'],
    },
    { says: 'After the end everybody who takes part reads it.', facts: ended, may: parts },
  ],
  'calibration.rater': [
    {
      says: 'Who has submitted is known to the leads and to who has submitted too; others know it of themselves.',
      facts: { ...open, personId: 'analyst' },
      may: ['analyst', 'peer', ...leads],
    },
  ],
  'calibration.rating': [
    {
      says: 'A rating is read by its rater, and by others once they have submitted.',
      facts: { ...open, personId: 'analyst' },
      may: ['analyst', 'peer'],
    },
    {
      says: 'After the end it is read by everybody who takes part.',
      facts: { ...ended, personId: 'analyst' },
      may: parts,
    },
  ],
}
