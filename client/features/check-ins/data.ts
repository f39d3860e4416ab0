import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { budgetFolds, exposureFolds, ownFolds, talkFolds } from '#client/commands/check-ins-folds.ts'
import type { LiveKeys } from '#client/lib/live-keys.ts'
import { teamsLed, teamsManaged, useMe } from '#client/lib/me.ts'
import { type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFolded } from '#client/offline/react/offline-context.ts'
import type { BudgetView } from '#shared/check-ins/exposure-views.ts'
import type { TalkRequestView } from '#shared/check-ins/views.ts'
import type { Me } from '#shared/people/views.ts'

/** Everything of one's own, with one's unsent work in it; on this phone it lies sealed. */
export function useOwn() {
  const { personId, name } = useMe().person
  const folds = useMemo(() => ownFolds({ personId, name }), [personId, name])
  const query = useQuery(trpc.checkIns.own.queryOptions())
  return { ...query, data: useFolded(query.data, folds) }
}

/** The requests to this reader, their own answers in them. */
export function useTalks() {
  const query = useQuery(trpc.checkIns.talks.queryOptions())
  return { ...query, data: useFolded<readonly TalkRequestView[] | undefined>(query.data, talkFolds) }
}

export function useExposure() {
  const query = useQuery(trpc.checkIns.exposure.queryOptions())
  return { ...query, data: useFolded(query.data, exposureFolds) }
}

/** The limits of the teams that the reader leads. */
export function useBudgets(enabled: boolean) {
  const query = useQuery({ ...trpc.checkIns.budgets.queryOptions(), enabled })
  return { ...query, data: useFolded<readonly BudgetView[] | undefined>(query.data, budgetFolds) }
}

/** What one person shares with the reader. It leaves the memory with the screen and is never written down here. */
export const sharedBy = (personId: string) => ({
  ...trpc.checkIns.shared.queryOptions({ personId }),
  gcTime: 0,
  staleTime: 0,
})

/** Whose totals the reader may see. */
export const teamsWithTotals = (me: Me) => [...teamsLed(me), ...teamsManaged(me)]

/** A change of somebody's check-ins concerns every view of them: it does not say what changed. */
export const liveKeys: LiveKeys = { 'check-ins': () => [trpc.checkIns.pathFilter()] }

export const prefetchers: Prefetcher = (me) => {
  if (!me.roles.some(({ role }) => role !== 'partner')) return []
  const mine = [
    prefetch(trpc.checkIns.own.queryOptions()),
    prefetch(trpc.checkIns.exposure.queryOptions()),
    prefetch(trpc.checkIns.talks.queryOptions()),
  ]
  const teams = teamsWithTotals(me)
  if (teams.length === 0) return mine
  return [
    ...mine,
    prefetch(trpc.checkIns.sharedWithMe.queryOptions()),
    ...(teamsLed(me).length > 0 ? [prefetch(trpc.checkIns.budgets.queryOptions())] : []),
    ...teams.map(({ teamId }) => prefetch(trpc.checkIns.totals.queryOptions({ teamId }))),
  ]
}
