import { type InfiniteData, type QueryClient, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { findPerson, useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedPages, useFoldedQuery, useFolding } from '#client/offline/react/use-folded-query.ts'
import type { CaseView } from '#shared/audits/views.ts'
import { type Asked, askedOf, keptCases, readNarrowing } from './asked.ts'

export const casesOptions = (asked: Asked) =>
  trpc.audits.cases.infiniteQueryOptions(asked, { getNextPageParam: (page) => page.nextCursor })

/** Returns what the address of a list asks for: weeks begin and end in the zone of the team that is meant. */
export function useAsked(personId: string, search: URLSearchParams): Asked {
  const me = useMe()
  const narrowing = readNarrowing(search)
  const named = me.teams.find(({ teamId }) => teamId === narrowing.team)
  const zone = (named ?? findPerson(me, personId)?.team ?? me.teams[0])?.zone ?? 'Asia/Seoul'
  return askedOf(personId, narrowing, zone)
}

function* cachedCases(queries: QueryClient): Generator<CaseView> {
  for (const [, list] of queries.getQueriesData<InfiniteData<{ cases: CaseView[] }>>(
    trpc.audits.cases.pathFilter(),
  ))
    for (const page of list?.pages ?? []) yield* page.cases
  for (const [, view] of queries.getQueriesData<CaseView>(trpc.audits.case.pathFilter())) if (view) yield view
}

/**
 * A list of cases, page by page, with what is not sent yet. `kept` is what other lists on this phone hold of it, for
 * when the server cannot be asked.
 */
export function useCases(asked: Asked) {
  const queries = useQueryClient()
  const fold = useFolding()
  const query = useFoldedPages(casesOptions(asked))
  const { data: pages } = query
  const cases = useMemo(() => pages?.flatMap((page) => page.cases), [pages])
  const kept = pages ? [] : keptCases(cachedCases(queries), asked)
  return { query, cases, kept: kept.map((view) => fold(caseOptions(view.auditId).queryKey, view)) }
}

const caseOptions = (auditId: string) => trpc.audits.case.queryOptions({ auditId })

/** One case; what a list already holds of it stands at once and without the network. */
export function useCase(auditId: string) {
  const queries = useQueryClient()
  return useFoldedQuery({
    ...caseOptions(auditId),
    initialData: () => [...cachedCases(queries)].find((view) => view.auditId === auditId),
    initialDataUpdatedAt: 0,
  })
}

/**
 * Returns the case after this one in the list that it was opened from; undefined where it was opened from elsewhere or is
 * the last. The list's next page is asked for before its end is reached.
 */
export function useNextCase(view: CaseView | undefined, search: URLSearchParams): CaseView | undefined {
  const asked = useAsked(view?.analyst.personId ?? '', search)
  const listed = view !== undefined && search.has('filter')
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...casesOptions(asked),
    enabled: listed,
  })
  const cases = data?.pages.flatMap((page) => page.cases) ?? []
  const place = listed ? cases.findIndex(({ auditId }) => auditId === view.auditId) : -1
  const atEnd = place >= 0 && place === cases.length - 1
  useEffect(() => {
    if (atEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [atEnd, hasNextPage, isFetchingNextPage, fetchNextPage])
  return place >= 0 ? cases[place + 1] : undefined
}
