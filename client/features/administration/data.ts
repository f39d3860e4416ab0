import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { administers } from '#client/lib/me.ts'
import { type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { api, trpc } from '#client/lib/trpc.ts'
import { useSendNow } from '#client/offline/react/send-now.ts'
import type {
  EndRoleInput,
  GiveRoleInput,
  InviteAgainInput,
  InviteInput,
  NameOrganisationInput,
  SaveTeamInput,
} from '#shared/administration/contracts.ts'
import type { CommandMeta, CommandResult } from '#shared/core/command.ts'

const directoryOptions = (search: string) =>
  trpc.administration.directory.infiniteQueryOptions({ search }, { getNextPageParam: (page) => page.next })

/** Everybody whose name, email or reference has these words, page by page. */
export const useDirectory = (search: string) => useInfiniteQuery(directoryOptions(search))

export const useDirectoryPerson = (personId: string) =>
  useQuery(trpc.administration.directoryPerson.queryOptions({ personId }))

/** The organisation and its teams. */
export const useStructure = () => useQuery(trpc.administration.structure.queryOptions())

interface Changes {
  invite: InviteInput
  inviteAgain: InviteAgainInput
  giveRole: GiveRoleInput
  endRole: EndRoleInput
  saveTeam: SaveTeamInput
  nameOrganisation: NameOrganisationInput
}
type Send<Input> = (envelope: { meta: CommandMeta; input: Input }) => Promise<CommandResult>
const sends: { [Name in keyof Changes]: Send<Changes[Name]> } = {
  invite: (envelope) => api.administration.invite.mutate(envelope),
  inviteAgain: (envelope) => api.administration.inviteAgain.mutate(envelope),
  giveRole: (envelope) => api.administration.giveRole.mutate(envelope),
  endRole: (envelope) => api.administration.endRole.mutate(envelope),
  saveTeam: (envelope) => api.administration.saveTeam.mutate(envelope),
  nameOrganisation: (envelope) => api.administration.nameOrganisation.mutate(envelope),
}

/**
 * Sends a change of administration at once; what it shows is read again before this resolves.
 * @throws the server's refusal: nothing was changed, the form keeps what was entered.
 */
export function useAdminister() {
  const queries = useQueryClient()
  const sendNow = useSendNow()
  return useCallback(
    async <Name extends keyof Changes>(name: Name, input: Changes[Name], base: number | null = null) => {
      await sendNow<Changes[Name]>(input, sends[name], { base })
      await Promise.all(
        [
          trpc.administration.directory,
          trpc.administration.directoryPerson,
          trpc.administration.structure,
        ].map((read) => queries.invalidateQueries(read.pathFilter())),
      )
    },
    [queries, sendNow],
  )
}

/** Who administers finds people and teams without a network too, to look them up. */
export const prefetchers: Prefetcher = (me) =>
  administers(me) ? [prefetch(trpc.administration.structure.queryOptions())] : []
