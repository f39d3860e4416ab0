import { audits } from './ko/audits.ts'
import { coaching } from './ko/coaching.ts'
import { people } from './ko/people.ts'
import { scorecards } from './ko/scorecards.ts'

export const later = {
  ...audits,
  ...coaching,
  ...people,
  ...scorecards,
}
