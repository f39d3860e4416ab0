import type { AnswersOf } from '#server/core/answer.ts'
import type { EffectsOf } from '#server/core/effect.ts'
import type { Job } from '#server/core/job.ts'
import type { NotifiedSource } from '#server/core/notified.ts'
import type { WaitingSource } from '#server/core/waiting.ts'
import type { Feature } from '#shared/features.ts'
import { effects as administrationEffects } from './administration/commands.ts'
import { jobs as administrationJobs } from './administration/jobs.ts'
import { waiting as waitingAdministration } from './administration/today-views.ts'
import { answers as administrationAnswers } from './administration/views.ts'
import { effects as auditEffects } from './audits/commands.ts'
import { waiting as waitingAudits } from './audits/today-views.ts'
import { answers as auditAnswers } from './audits/views.ts'
import { effects as calibrationEffects } from './calibration/commands.ts'
import { jobs as calibrationJobs } from './calibration/jobs.ts'
import { waiting as waitingCalibration } from './calibration/today-views.ts'
import { answers as calibrationAnswers } from './calibration/views.ts'
import { effects as checkInEffects } from './check-ins/commands.ts'
import { jobs as checkInJobs } from './check-ins/jobs.ts'
import { waiting as waitingCheckIns } from './check-ins/today-views.ts'
import { answers as checkInAnswers, notified as notifiedTalks } from './check-ins/views.ts'
import { effects as coachingEffects } from './coaching/commands.ts'
import { jobs as coachingJobs } from './coaching/jobs.ts'
import { waiting as waitingCoaching } from './coaching/today-views.ts'
import { answers as coachingAnswers, notified as notifiedNotes } from './coaching/views.ts'
import { effects as drawEffects } from './draws/commands.ts'
import { waiting as waitingDraws } from './draws/today-views.ts'
import { answers as drawAnswers } from './draws/views.ts'
import { effects as emergencyEffects } from './emergency/commands.ts'
import { waiting as waitingEmergency } from './emergency/today-views.ts'
import { answers as emergencyAnswers } from './emergency/views.ts'
import { effects as escalationEffects } from './escalations/commands.ts'
import { jobs as escalationJobs } from './escalations/jobs.ts'
import { waiting as waitingEscalations } from './escalations/today-views.ts'
import { answers as escalationAnswers, notified as notifiedEscalations } from './escalations/views.ts'
import { effects as goalEffects } from './goals/commands.ts'
import { waiting as waitingGoals } from './goals/today-views.ts'
import { answers as goalAnswers } from './goals/views.ts'
import { effects as inboxEffects } from './inbox/commands.ts'
import { jobs as inboxJobs } from './inbox/jobs.ts'
import { inboxAnswers } from './inbox/views.ts'
import { effects as meetingEffects } from './meetings/commands.ts'
import { waiting as waitingMeetings } from './meetings/today-views.ts'
import { answers as meetingAnswers } from './meetings/views.ts'
import { effects as peopleEffects } from './people/commands.ts'
import { answers as peopleAnswers } from './people/views.ts'
import { effects as policyEffects } from './policies/commands.ts'
import { waiting as waitingUpdates } from './policies/today-views.ts'
import { answers as policyAnswers } from './policies/views.ts'
import { effects as questionEffects } from './questions/commands.ts'
import { waiting as waitingQuestions } from './questions/today-views.ts'
import { answers as questionAnswers } from './questions/views.ts'
import { effects as reviewEffects } from './reviews/commands.ts'
import { waiting as waitingDisputes } from './reviews/today-views.ts'
import { answers as reviewAnswers } from './reviews/views.ts'
import { effects as rubricEffects } from './rubrics/commands.ts'
import { answers as rubricAnswers } from './rubrics/views.ts'
import { effects as rulingEffects } from './rulings/commands.ts'
import { answers as rulingAnswers } from './rulings/views.ts'
import { effects as scorecardEffects } from './scorecards/commands.ts'
import { waiting as waitingSignals } from './scorecards/today-views.ts'
import { answers as scorecardAnswers } from './scorecards/views.ts'
import { answers as searchAnswers } from './search/views.ts'
import { effects as shiftEffects } from './shifts/commands.ts'
import { jobs as shiftJobs } from './shifts/jobs.ts'
import { answers as shiftAnswers } from './shifts/views.ts'
import { effects as todayEffects } from './today/commands.ts'
import { todayAnswers } from './today/views.ts'

/** A feature on the server, declared once: what transports, jobs and Today derive from. */
interface ServerFeature<F extends Feature> {
  /** What the server does for each command, none left out. */
  readonly effects: EffectsOf<F>
  /** What it answers to each query, none left out. */
  readonly answers: AnswersOf<F>
  readonly jobs?: readonly Job[]
  /** What of it waits for a reader on Today. */
  readonly waiting?: WaitingSource
  /** Names what its notifications speak of. */
  readonly notified?: NotifiedSource
}
/** Every feature but Today and the inbox, which list what the others say. */
const others: { readonly [F in Exclude<Feature, 'today' | 'inbox'>]: ServerFeature<F> } = {
  people: { effects: peopleEffects, answers: peopleAnswers },
  administration: {
    effects: administrationEffects,
    answers: administrationAnswers,
    jobs: administrationJobs,
    waiting: waitingAdministration,
  },
  audits: { effects: auditEffects, answers: auditAnswers, waiting: waitingAudits },
  scorecards: { effects: scorecardEffects, answers: scorecardAnswers, waiting: waitingSignals },
  coaching: {
    effects: coachingEffects,
    answers: coachingAnswers,
    jobs: coachingJobs,
    waiting: waitingCoaching,
    notified: notifiedNotes,
  },
  goals: { effects: goalEffects, answers: goalAnswers, waiting: waitingGoals },
  meetings: { effects: meetingEffects, answers: meetingAnswers, waiting: waitingMeetings },
  shifts: { effects: shiftEffects, answers: shiftAnswers, jobs: shiftJobs },
  reviews: { effects: reviewEffects, answers: reviewAnswers, waiting: waitingDisputes },
  rubrics: { effects: rubricEffects, answers: rubricAnswers },
  calibration: {
    effects: calibrationEffects,
    answers: calibrationAnswers,
    jobs: calibrationJobs,
    waiting: waitingCalibration,
  },
  draws: { effects: drawEffects, answers: drawAnswers, waiting: waitingDraws },
  checkIns: {
    effects: checkInEffects,
    answers: checkInAnswers,
    jobs: checkInJobs,
    waiting: waitingCheckIns,
    notified: notifiedTalks,
  },
  escalations: {
    effects: escalationEffects,
    answers: escalationAnswers,
    jobs: escalationJobs,
    waiting: waitingEscalations,
    notified: notifiedEscalations,
  },
  policies: { effects: policyEffects, answers: policyAnswers, waiting: waitingUpdates },
  questions: { effects: questionEffects, answers: questionAnswers, waiting: waitingQuestions },
  rulings: { effects: rulingEffects, answers: rulingAnswers },
  emergency: { effects: emergencyEffects, answers: emergencyAnswers, waiting: waitingEmergency },
  search: { effects: {}, answers: searchAnswers },
}

type Optional = Pick<ServerFeature<Feature>, 'jobs' | 'waiting' | 'notified'>
const parts: readonly Optional[] = Object.values(others)
const sources = parts.flatMap(({ waiting }) => waiting ?? [])

/** Every feature of shared/features.ts on the server, none left out. */
export const features: { readonly [F in Feature]: ServerFeature<F> } = {
  ...others,
  inbox: {
    effects: inboxEffects,
    answers: inboxAnswers(parts.flatMap(({ notified }) => notified ?? [])),
    jobs: inboxJobs,
  },
  today: { effects: todayEffects, answers: todayAnswers(sources) },
}

/** Every feature's jobs. */
export const allJobs: readonly Job[] = Object.values<Optional>(features).flatMap(({ jobs }) => jobs ?? [])
