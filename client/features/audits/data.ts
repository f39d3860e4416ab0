import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedPages, useFoldedQuery, useFolding } from '#client/offline/react/use-folded-query.ts'
import type { CaseView } from '#shared/audits/views.ts'
import { type Asked, keptCases } from './asked.ts'

export const casesOptions = (asked: Asked) =>
  trpc.audits.cases.infiniteQueryOptions(asked, { getNextPageParam: (page) => page.nextCursor })

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
