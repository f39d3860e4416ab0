import { teamsLed, teamsManaged } from '#client/lib/me.ts'
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

/**
 * Queries what one person shares with the reader. It leaves the memory with the screen and is never written down
 * here.
 */
export const sharedBy = (personId: string) => ({
  ...trpc.checkIns.shared.queryOptions({ personId }),
  gcTime: 0,
  staleTime: 0,
})

/** Whose totals the reader may see. */
export const teamsWithTotals = (me: Me) => [...teamsLed(me), ...teamsManaged(me)]
