import { type AnswersOf, answerLogged } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { foundCases } from '#server/features/audits/facade.ts'
import { foundNotes } from '#server/features/coaching/facade.ts'
import { foundEscalations } from '#server/features/escalations/facade.ts'
import { foundPeople } from '#server/features/people/facade.ts'
import { foundPrecedents } from '#server/features/questions/facade.ts'
import { searchQueries } from '#shared/search/queries.ts'
import { termsOf } from '#shared/search/rules.ts'
import type { SearchView } from '#shared/search/views.ts'

/** Returns what the reader may read that has the typed words in it; whose cases and notes it shows is logged for them. */
async function find(scope: Scope<WriteDb>, { typed }: { typed: string }): Promise<SearchView> {
  const terms = termsOf(typed)
  if (!terms) return { people: [], cases: [], notes: [], escalations: [], precedents: [] }
  const [people, cases, notes, escalations, precedents] = await Promise.all([
    foundPeople(scope, terms),
    foundCases(scope, terms),
    foundNotes(scope, terms),
    foundEscalations(scope, terms),
    foundPrecedents(scope, terms),
  ])
  return { people, cases, notes, escalations, precedents }
}

export const answers: AnswersOf<'search'> = { find: answerLogged(searchQueries.find, find) }
