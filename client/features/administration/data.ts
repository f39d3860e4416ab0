import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { trpc } from '#client/lib/trpc.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import type { administration } from '#shared/administration/contracts.ts'
import type { InputOf } from '#shared/core/contract.ts'

type Change = (typeof administration)[keyof typeof administration]

export const directoryOptions = (search: string) =>
  trpc.administration.directory.infiniteQueryOptions({ search }, { getNextPageParam: (page) => page.next })

/** Everybody whose name, email or reference has these words, page by page. */
export const useDirectory = (search: string) => useInfiniteQuery(directoryOptions(search))

export const useDirectoryPerson = (personId: string) =>
  useQuery(trpc.administration.directoryPerson.queryOptions({ personId }))

/** Reads the team's analysts who never signed in. */
export const useNewcomers = (teamId: string) =>
  useQuery(trpc.administration.newcomers.queryOptions({ teamId }))

/** Reads the own sign-in address and the request for another one. */
export const useOwnAddress = () => useQuery(trpc.administration.ownAddress.queryOptions())

/** Reads the roles that the reader can confirm, and who gave and confirmed which role. */
export const useRoles = () => useQuery(trpc.administration.roles.queryOptions())

/** Reads how long each kind of data is kept, and the legal holds that the reader may see. */
export const useRetention = () => useQuery(trpc.administration.retention.queryOptions())

/** Reads what administrators asked for of erasures, holds and periods. */
export const useRequests = () => useQuery(trpc.administration.requests.queryOptions())

/** Reads the moves of teams that wait, and those that were confirmed. */
export const useMoves = () => useQuery(trpc.administration.moves.queryOptions())

/** The organisation and its teams. */
export const useStructure = () => useQuery(trpc.administration.structure.queryOptions())

/**
 * Sends a change of administration at once; what it shows is read again before this resolves.
 * @throws the server's refusal: nothing was changed, the form keeps what was entered.
 */
export function useAdminister() {
  const queries = useQueryClient()
  const askNow = useAskNow()
  return useCallback(
    async <C extends Change>(contract: C, input: NoInfer<InputOf<C>>, base: number | null = null) => {
      await askNow(contract, input, { base })
      await Promise.all(
        [
          trpc.administration.directory,
          trpc.administration.directoryPerson,
          trpc.administration.structure,
          trpc.administration.ownAddress,
          trpc.administration.newcomers,
          trpc.people.me,
          trpc.administration.roles,
          trpc.administration.moves,
          trpc.administration.retention,
          trpc.administration.requests,
        ].map((read) => queries.invalidateQueries(read.pathFilter())),
      )
    },
    [queries, askNow],
  )
}
