import { useQueries } from '@tanstack/react-query'
import { teamsLed, useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import type { TeamUpdate } from '#shared/policies/update-views.ts'

/** Returns the versions that concern the reader as an analyst, with their unsent marks. */
export const useUpdates = () => useFoldedQuery(trpc.policies.updates.queryOptions())

/** Returns the updates of each team that the reader leads, as far as they were read. */
export function useTeamUpdates(): { teamId: string; name: string; updates: readonly TeamUpdate[] }[] {
  const led = teamsLed(useMe())
  const results = useQueries({
    queries: led.map(({ teamId }) => trpc.policies.teamUpdates.queryOptions({ teamId })),
  })
  return led.map(({ teamId, name }, index) => ({
    ...{ teamId, name },
    updates: results[index]?.data?.updates ?? [],
  }))
}
