import type { LiveKeys } from '#client/lib/live-keys.ts'
import { teamsLed, teamsManaged } from '#client/lib/me.ts'
import { type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import type { Me } from '#shared/people/views.ts'

/** Everything of one's own, with one's unsent work in it; on this phone it lies sealed. */
export const useOwn = () => useFoldedQuery(trpc.checkIns.own.queryOptions())

/** The requests to this reader, their own answers in them. */
export const useTalks = () => useFoldedQuery(trpc.checkIns.talks.queryOptions())

export const useExposure = () => useFoldedQuery(trpc.checkIns.exposure.queryOptions())

/** The limits of the teams that the reader leads. */
export const useBudgets = (enabled: boolean) =>
  useFoldedQuery({ ...trpc.checkIns.budgets.queryOptions(), enabled })

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
