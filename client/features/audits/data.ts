import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  answerAnotherLook,
  askAnotherLook,
  type CasePages,
  withAnswer,
  withQuestion,
} from '#client/commands/audits-commands.ts'
import type { LiveKeys } from '#client/lib/live-keys.ts'
import { isAnalyst, teamsLed, useMe } from '#client/lib/me.ts'
import { forLater, type Prefetcher, type PrefetchQuery } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { type Fold, foldOf } from '#client/offline/cache/fold.ts'
import { useFolded } from '#client/offline/react/offline-context.ts'
import type { CaseView } from '#shared/audits/views.ts'
import type { PersonRef } from '#shared/people/views.ts'
import { type Asked, keptCases } from './asked.ts'

/** What the person's unsent requests and answers make of a case. */
export function caseFolds(reader: PersonRef): Fold<CaseView>[] {
  return [
    foldOf(askAnotherLook, (view: CaseView, input, { claimedAt }) => withQuestion(view, input, claimedAt)),
    foldOf(answerAnotherLook, (view: CaseView, input, { claimedAt }) =>
      withAnswer(view, input, { answeredBy: reader, answeredAt: claimedAt }),
    ),
  ]
}

function onEach(one: Fold<CaseView>): Fold<CaseView[]> {
  return {
    name: one.name,
    apply(views, input, command) {
      const changed = views.map((view) => one.apply(view, input, command))
      return changed.some((view, at) => view !== views[at]) ? changed : views
    },
  }
}

function useCaseFolds(): Fold<CaseView>[] {
  const { personId, name } = useMe().person
  return useMemo(() => caseFolds({ personId, name }), [personId, name])
}

const casesOptions = (asked: Asked) =>
  trpc.audits.cases.infiniteQueryOptions(asked, { getNextPageParam: (page) => page.nextCursor })

function* heldCases(queries: QueryClient): Generator<CaseView> {
  for (const [, list] of queries.getQueriesData<CasePages>(trpc.audits.cases.pathFilter()))
    for (const page of list?.pages ?? []) yield* page.cases
  for (const [, view] of queries.getQueriesData<CaseView>(trpc.audits.case.pathFilter())) if (view) yield view
}

/**
 * A list of cases, page by page, with what is not sent yet. `kept` is what other lists on this phone hold of it, for
 * when the server cannot be asked.
 */
export function useCases(asked: Asked) {
  const queries = useQueryClient()
  const query = useInfiniteQuery(casesOptions(asked))
  const folds = useCaseFolds()
  const listFolds = useMemo(() => folds.map(onEach), [folds])
  const read = useMemo(() => query.data?.pages.flatMap(({ cases }) => cases), [query.data])
  const kept = query.data ? [] : keptCases(heldCases(queries), asked)
  return { query, cases: useFolded(read, listFolds), kept: useFolded(kept, listFolds) }
}

/** One case; what a list already holds of it stands at once and without the network. */
export function useCase(auditId: string) {
  const queries = useQueryClient()
  const query = useQuery({
    ...trpc.audits.case.queryOptions({ auditId }),
    initialData: () => [...heldCases(queries)].find((view) => view.auditId === auditId),
    initialDataUpdatedAt: 0,
  })
  return { query, view: useFolded(query.data, useCaseFolds()) }
}

export const liveKeys: LiveKeys = { audits: () => [trpc.audits.pathFilter()] }

/** Milliseconds: what is younger and was not changed since is not asked for again. */
const youngEnough = 6 * 3_600_000

function prefetchCases(asked: Asked): PrefetchQuery {
  const options = casesOptions(asked)
  return {
    queryKey: options.queryKey,
    fetch: (queries) => queries.fetchInfiniteQuery({ ...options, ...forLater, staleTime: youngEnough }),
  }
}

/** The latest errors of everybody a lead answers for; an analyst has all of their own latest cases besides. */
export const prefetchers: Prefetcher = (me) => [
  ...(isAnalyst(me)
    ? (['errors', 'all'] as const).map((filter) => prefetchCases({ personId: me.person.personId, filter }))
    : []),
  ...teamsLed(me).flatMap(({ people }) =>
    people.map(({ personId }) => prefetchCases({ personId, filter: 'errors' })),
  ),
]
