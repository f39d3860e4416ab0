import { audits } from './ko/audits.ts'
import { checkIns } from './ko/check-ins.ts'
import { coaching } from './ko/coaching.ts'
import { escalations } from './ko/escalations.ts'
import { inbox } from './ko/inbox.ts'
import { me } from './ko/me.ts'
import { people } from './ko/people.ts'
import { scorecards } from './ko/scorecards.ts'

export const later = {
  ...audits,
  ...checkIns,
  ...coaching,
  ...inbox,
  ...me,
  ...people,
  ...escalations,
  ...scorecards,
}
