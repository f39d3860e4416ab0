import { type AnswersOf, answerLogged } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { Waiting, WaitingSource } from '#server/core/waiting.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { ownDelivery } from '#server/features/check-ins/facade.ts'
import { todayQueries } from '#shared/today/queries.ts'
import { inOrder } from '#shared/today/rules.ts'
import type { TodayView } from '#shared/today/views.ts'
import { dayOf } from './queries.ts'

/** Lists everything that waits for the reader, by their roles of today, without what they settled. */
async function listToday(scope: Scope<WriteDb>, sources: readonly WaitingSource[]): Promise<TodayView> {
  const { db, now } = scope
  const found = (await Promise.all(sources.map((source) => source(scope)))).flat()
  const reached = await reachedBy(scope, found)
  const waiting = found.filter(reached)
  const asked = {
    keys: waiting.map(({ key }) => key),
    people: waiting.flatMap(({ people = [] }) => people),
  }
  const day = await db.last(() => dayOf(db, now(), asked))
  const began = new Map(
    waiting.map(({ key, beganAt }) => [key, beganAt === undefined ? 0 : Date.parse(beganAt)]),
  )
  const holding = day.settled.filter(
    ({ key, how, until, at }) =>
      (how === 'done' || Date.parse(until ?? '') > now()) && Date.parse(at) >= (began.get(key) ?? 0),
  )
  const settled = new Set(holding.map(({ key }) => key))
  const rows = waiting.map((waiting) => waiting.row(day))
  const taken = new Map(rows.filter(({ key }) => settled.has(key)).map((row) => [row.key, row]))
  return {
    items: inOrder(rows.filter(({ key }) => !settled.has(key))),
    settled: holding
      .filter(({ today }) => today)
      .map(({ key, how, until, at }) => ({
        key,
        how,
        until: until && new Date(until).toISOString(),
        at: new Date(at).toISOString(),
        item: taken.get(key) ?? null,
      })),
    day: day.day,
  }
}

/** Returns whether a row is there yet: a message about the reader's own failure waits for working hours. */
async function reachedBy(scope: Scope, found: readonly Waiting[]) {
  const reaches = await ownDelivery(
    scope,
    found.flatMap(({ failureAt }) => failureAt ?? []),
  )
  return ({ failureAt }: Waiting): boolean => !failureAt || reaches(failureAt) <= scope.now()
}

/** Answers Today from what each feature says that waits. */
export const todayAnswers = (sources: readonly WaitingSource[]): AnswersOf<'today'> => ({
  list: answerLogged(todayQueries.list, (scope) => listToday(scope, sources)),
})
