import { audits } from './ko/audits.ts'
import { coaching } from './ko/coaching.ts'
import { scorecards } from './ko/scorecards.ts'

export const later = {
  ...audits,
  ...coaching,
  ...scorecards,
}
