import { administrationPersonData } from './administration/person-data.ts'
import { auditsPersonData } from './audits/person-data.ts'
import { calibrationPersonData } from './calibration/person-data.ts'
import { checkInsPersonData } from './check-ins/person-data.ts'
import { coachingPersonData } from './coaching/person-data.ts'
import type { PersonData } from './core/person-data.ts'
import { drawsPersonData } from './draws/person-data.ts'
import { emergencyPersonData } from './emergency/person-data.ts'
import { escalationsPersonData } from './escalations/person-data.ts'
import type { Feature } from './features.ts'
import { goalsPersonData } from './goals/person-data.ts'
import { inboxPersonData } from './inbox/person-data.ts'
import { meetingsPersonData } from './meetings/person-data.ts'
import { peoplePersonData } from './people/person-data.ts'
import { policiesPersonData } from './policies/person-data.ts'
import { questionsPersonData } from './questions/person-data.ts'
import { reviewsPersonData } from './reviews/person-data.ts'
import { rubricsPersonData } from './rubrics/person-data.ts'
import { rulingsPersonData } from './rulings/person-data.ts'
import { scorecardsPersonData } from './scorecards/person-data.ts'
import { shiftsPersonData } from './shifts/person-data.ts'
import { todayPersonData } from './today/person-data.ts'

/** Names what every feature keeps about persons: copies, erasure, retention and legal holds go by it. */
export const personData = {
  people: peoplePersonData,
  administration: administrationPersonData,
  audits: auditsPersonData,
  scorecards: scorecardsPersonData,
  coaching: coachingPersonData,
  goals: goalsPersonData,
  meetings: meetingsPersonData,
  shifts: shiftsPersonData,
  reviews: reviewsPersonData,
  rubrics: rubricsPersonData,
  calibration: calibrationPersonData,
  draws: drawsPersonData,
  checkIns: checkInsPersonData,
  escalations: escalationsPersonData,
  policies: policiesPersonData,
  questions: questionsPersonData,
  rulings: rulingsPersonData,
  emergency: emergencyPersonData,
  today: todayPersonData,
  inbox: inboxPersonData,
  search: {},
} as const satisfies Readonly<Record<Feature, PersonData>>
