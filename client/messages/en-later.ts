import { audits } from './en/audits.ts'
import { checkIns } from './en/check-ins.ts'
import { coaching } from './en/coaching.ts'
import { escalations } from './en/escalations.ts'
import { inbox } from './en/inbox.ts'
import { me } from './en/me.ts'
import { people } from './en/people.ts'
import { scorecards } from './en/scorecards.ts'

/** The words of all other screens; they come with the first of them. */
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
