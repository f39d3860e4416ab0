import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { daysLater, startOfDay } from '#client/lib/calendar-day.ts'
import { useFormat } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { CaseView } from '#shared/audits/views.ts'
import type { NoteCriterion } from '#shared/coaching/fields.ts'

/** As many cases as a note may carry. */
export const evidenceLimit = 50

/** The person's latest errors as far as this phone holds them, narrowed to the point where there is one. */
export function useErrorCases(personId: string, criterion: NoteCriterion | null): CaseView[] {
  const { timeZone } = useFormat()
  const { data } = useInfiniteQuery(
    trpc.audits.cases.infiniteQueryOptions(
      { personId, filter: 'errors' },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  return useMemo(() => {
    const cases = data?.pages.flatMap((page) => page.cases) ?? []
    if (!criterion) return cases
    const { metric, policy, from, to } = criterion
    const start = startOfDay(from, timeZone)
    const end = startOfDay(daysLater(to, 7), timeZone)
    return cases.filter(({ outcome, policy: casePolicy, decidedAt }) => {
      const timestamp = Date.parse(decidedAt)
      const fits = metric === 'accuracy' || outcome === metric
      return fits && (policy === null || casePolicy === policy) && timestamp >= start && timestamp < end
    })
  }, [data, criterion, timeZone])
}
