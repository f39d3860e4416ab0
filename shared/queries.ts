import { administrationQueries } from './administration/queries.ts'
import { auditQueries } from './audits/queries.ts'
import { checkInQueries } from './check-ins/queries.ts'
import { coachingQueries } from './coaching/queries.ts'
import type { AnyQuery } from './core/query.ts'
import { escalationQueries } from './escalations/queries.ts'
import { inboxQueries } from './inbox/queries.ts'
import { peopleQueries } from './people/queries.ts'
import { scorecardQueries } from './scorecards/queries.ts'
import { todayQueries } from './today/queries.ts'

type Book = { readonly [feature: string]: { readonly [noun: string]: AnyQuery } }
/** A query's name is made of the two keys that it stands under. */
type Named<All extends Book> = {
  [F in keyof All & string]: { [N in keyof All[F] & string]: AnyQuery & { name: `${F}.${N}` } }
}
const book = <const All extends Book>(all: All & Named<All>): All => all

/** Every kind of read that Dure knows, by feature and noun. The phone imports this file as a type only. */
export const queries = book({
  people: peopleQueries,
  administration: administrationQueries,
  audits: auditQueries,
  scorecards: scorecardQueries,
  coaching: coachingQueries,
  checkIns: checkInQueries,
  escalations: escalationQueries,
  today: todayQueries,
  inbox: inboxQueries,
})
export type Queries = typeof queries
