import { administrationFeature } from '#client/features/administration/feature.ts'
import { auditsFeature } from '#client/features/audits/feature.ts'
import { calibrationFeature } from '#client/features/calibration/feature.ts'
import { checkInsFeature } from '#client/features/check-ins/feature.ts'
import { coachingFeature } from '#client/features/coaching/feature.ts'
import { drawsFeature } from '#client/features/draws/feature.ts'
import { emergencyFeature } from '#client/features/emergency/feature.ts'
import { escalationsFeature } from '#client/features/escalations/feature.ts'
import { goalsFeature } from '#client/features/goals/feature.ts'
import { inboxFeature } from '#client/features/inbox/feature.ts'
import { meetingsFeature } from '#client/features/meetings/feature.ts'
import { peopleFeature } from '#client/features/people/feature.ts'
import { policiesFeature } from '#client/features/policies/feature.ts'
import { questionsFeature } from '#client/features/questions/feature.ts'
import { reviewsFeature } from '#client/features/reviews/feature.ts'
import { rubricsFeature } from '#client/features/rubrics/feature.ts'
import { rulingsFeature } from '#client/features/rulings/feature.ts'
import { scorecardsFeature } from '#client/features/scorecards/feature.ts'
import { searchFeature } from '#client/features/search/feature.ts'
import { shiftsFeature } from '#client/features/shifts/feature.ts'
import { todayFeature } from '#client/features/today/feature.ts'
import type { Manifest } from '#client/manifest/manifest.ts'
import type { Feature } from '#shared/features.ts'

/** Every feature. Their order is that in which the phone fetches what it should hold: the most needed first. */
export const features: { readonly [F in Feature]: Manifest<F> } = {
  people: peopleFeature,
  today: todayFeature,
  inbox: inboxFeature,
  checkIns: checkInsFeature,
  coaching: coachingFeature,
  meetings: meetingsFeature,
  shifts: shiftsFeature,
  goals: goalsFeature,
  escalations: escalationsFeature,
  scorecards: scorecardsFeature,
  audits: auditsFeature,
  policies: policiesFeature,
  questions: questionsFeature,
  reviews: reviewsFeature,
  rubrics: rubricsFeature,
  calibration: calibrationFeature,
  draws: drawsFeature,
  rulings: rulingsFeature,
  administration: administrationFeature,
  emergency: emergencyFeature,
  search: searchFeature,
}
