import { administration } from './administration/contracts.ts'
import { administrationQueries } from './administration/queries.ts'
import { audits } from './audits/contracts.ts'
import { auditQueries } from './audits/queries.ts'
import { calibration } from './calibration/contracts.ts'
import { calibrationQueries } from './calibration/queries.ts'
import { checkIns } from './check-ins/contracts.ts'
import { checkInQueries } from './check-ins/queries.ts'
import { coaching } from './coaching/contracts.ts'
import { coachingQueries } from './coaching/queries.ts'
import type { AnyCommand } from './core/contract.ts'
import type { AnyQuery } from './core/query.ts'
import { draws } from './draws/contracts.ts'
import { drawQueries } from './draws/queries.ts'
import { emergency } from './emergency/contracts.ts'
import { emergencyQueries } from './emergency/queries.ts'
import { escalations } from './escalations/contracts.ts'
import { escalationQueries } from './escalations/queries.ts'
import { goals } from './goals/contracts.ts'
import { goalQueries } from './goals/queries.ts'
import { inbox } from './inbox/contracts.ts'
import { inboxQueries } from './inbox/queries.ts'
import { meetings } from './meetings/contracts.ts'
import { meetingQueries } from './meetings/queries.ts'
import { people } from './people/contracts.ts'
import { peopleQueries } from './people/queries.ts'
import { policies } from './policies/contracts.ts'
import { policyQueries } from './policies/queries.ts'
import { questions } from './questions/contracts.ts'
import { questionQueries } from './questions/queries.ts'
import { reviews } from './reviews/contracts.ts'
import { reviewQueries } from './reviews/queries.ts'
import { rubrics } from './rubrics/contracts.ts'
import { rubricQueries } from './rubrics/queries.ts'
import { rulings } from './rulings/contracts.ts'
import { rulingQueries } from './rulings/queries.ts'
import { scorecards } from './scorecards/contracts.ts'
import { scorecardQueries } from './scorecards/queries.ts'
import { searchQueries } from './search/queries.ts'
import { shifts } from './shifts/contracts.ts'
import { shiftQueries } from './shifts/queries.ts'
import { today } from './today/contracts.ts'
import { todayQueries } from './today/queries.ts'

type Book = {
  readonly [feature: string]: {
    readonly commands: { readonly [verb: string]: AnyCommand }
    readonly queries: { readonly [noun: string]: AnyQuery }
  }
}
/** The name of a command or a query is made of the two keys that it stands under. */
type Named<All extends Book> = {
  [F in keyof All & string]: {
    commands: { [V in keyof All[F]['commands'] & string]: AnyCommand & { name: `${F}.${V}` } }
    queries: { [N in keyof All[F]['queries'] & string]: AnyQuery & { name: `${F}.${N}` } }
  }
}
const book = <const All extends Book>(all: All & Named<All>): All => all

/** Every kind of write and read that Dure knows, by feature. The phone imports this file as a type only. */
export const features = book({
  people: { commands: people, queries: peopleQueries },
  administration: { commands: administration, queries: administrationQueries },
  audits: { commands: audits, queries: auditQueries },
  scorecards: { commands: scorecards, queries: scorecardQueries },
  coaching: { commands: coaching, queries: coachingQueries },
  goals: { commands: goals, queries: goalQueries },
  meetings: { commands: meetings, queries: meetingQueries },
  shifts: { commands: shifts, queries: shiftQueries },
  reviews: { commands: reviews, queries: reviewQueries },
  rubrics: { commands: rubrics, queries: rubricQueries },
  calibration: { commands: calibration, queries: calibrationQueries },
  draws: { commands: draws, queries: drawQueries },
  checkIns: { commands: checkIns, queries: checkInQueries },
  escalations: { commands: escalations, queries: escalationQueries },
  policies: { commands: policies, queries: policyQueries },
  questions: { commands: questions, queries: questionQueries },
  rulings: { commands: rulings, queries: rulingQueries },
  emergency: { commands: emergency, queries: emergencyQueries },
  today: { commands: today, queries: todayQueries },
  inbox: { commands: inbox, queries: inboxQueries },
  search: { commands: {}, queries: searchQueries },
})
type Features = typeof features

/** Returns one part of every feature; the compiler cannot see that a loop keeps each under its own key. */
const partOf = <Part extends 'commands' | 'queries'>(part: Part) =>
  Object.fromEntries(Object.entries(features).map(([feature, declared]) => [feature, declared[part]])) as {
    readonly [F in Feature]: Features[F][Part]
  }

/** Every kind of write, by feature and verb. */
export const contracts = partOf('commands')
/** Every kind of read, by feature and noun. */
export const queries = partOf('queries')
export type Feature = keyof Features
export type Contracts = typeof contracts
export type Queries = typeof queries

/** The commands of a feature that may lie on a phone. */
export type Kept<F extends Feature> = {
  [V in keyof Contracts[F] as Contracts[F][V] extends { way: 'outbox' } ? V : never]: Contracts[F][V]
}
