import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import type { emergency } from '#shared/emergency/contracts.ts'
import type { EmergencyAccess } from '#shared/emergency/views.ts'

/** Reads every emergency access that the reader may know of, with what they asked for and did not send yet. */
export const useAccesses = () => useFoldedQuery(trpc.emergency.list.queryOptions())

/** Reads the person whom an access is asked about, as the directory knows them. */
export const useSubject = (personId: string) =>
  useQuery(trpc.administration.directoryPerson.queryOptions({ personId }))

/**
 * Confirms or ends an access at once; the list is read again before this resolves.
 * @throws the server's refusal: nothing was changed.
 */
export function useDecideAccess() {
  const queries = useQueryClient()
  const askNow = useAskNow()
  return useCallback(
    async (contract: (typeof emergency)['confirm' | 'end'], accessId: string) => {
      try {
        await askNow(contract, { accessId })
      } finally {
        await queries.invalidateQueries(trpc.emergency.list.pathFilter())
      }
    },
    [queries, askNow],
  )
}

/** Returns what an access is now, in words with their time. */
export function useStateText(): (access: EmergencyAccess) => string {
  const t = useT()
  const { dateTime } = useFormat()
  return ({ state, askedAt, endedAt, until }) => {
    const moments = { open: until, over: until, ended: endedAt, withdrawn: endedAt, declined: endedAt }
    const moment = state === 'asked' || state === 'lapsed' ? askedAt : (moments[state] ?? askedAt)
    return t(`emergency.state.${state}`, { time: dateTime(moment) })
  }
}
