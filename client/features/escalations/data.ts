import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { nameIn, teamNameIn } from '#client/commands/escalations-answers.ts'
import { stepsByClock } from '#client/commands/escalations-changes.ts'
import { raise } from '#client/commands/escalations-commands.ts'
import {
  delegationFolds,
  escalationFolds,
  foldedRows,
  type Reader,
  unsentEscalations,
} from '#client/commands/escalations-folds.ts'
import type { LiveKeys } from '#client/lib/live-keys.ts'
import { useMe } from '#client/lib/me.ts'
import { type Prefetcher, type PrefetchQuery, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { fold } from '#client/offline/cache/fold.ts'
import { useFolded, usePendingWork } from '#client/offline/react/offline-context.ts'
import type { ListInput } from '#shared/escalations/queries.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import type { Me } from '#shared/people/views.ts'

export const isPartner = (me: Me): boolean => me.roles.some(({ role }) => role === 'partner')

function useReader(): Reader {
  const me = useMe()
  const queries = useQueryClient()
  return useMemo(() => {
    const { personId, name } = me.person
    const teamNameOf = (teamId: string) => teamNameIn(me, teamId)
    return { by: { personId, name }, nameOf: nameIn(queries), teamNameOf }
  }, [me, queries])
}

const listOptions = (asked: Pick<ListInput, 'scope' | 'state'>) =>
  trpc.escalations.list.infiniteQueryOptions(asked, { getNextPageParam: (page) => page.nextCursor })

/** A list page by page, with what this reader raised or did and is not sent yet. */
export function useEscalations(asked: Pick<ListInput, 'scope' | 'state'>) {
  const query = useInfiniteQuery(listOptions(asked))
  const pending = usePendingWork()
  const reader = useReader()
  const withUnsent = asked.state === 'open'
  const data = useMemo(() => {
    const rows = query.data?.pages.flatMap((page) => page.rows)
    // What was raised here is shown before the list was ever read.
    if (!rows && !(withUnsent && pending.some(({ name }) => name === raise.name))) return undefined
    return foldedRows(rows ?? [], pending, { reader, withUnsent })
  }, [query.data, pending, reader, withUnsent])
  const { error, fetchStatus, refetch, dataUpdatedAt, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  return { data, error, fetchStatus, refetch, dataUpdatedAt, hasNextPage, isFetchingNextPage, fetchNextPage }
}

/** One escalation with the reader's unsent steps in it; from this phone alone where the server does not know it yet. */
export function useEscalation(escalationId: string) {
  const pending = usePendingWork()
  const reader = useReader()
  const unsent = useMemo(
    () => unsentEscalations(pending, reader).find((one) => one.escalationId === escalationId),
    [pending, reader, escalationId],
  )
  const query = useQuery({
    ...trpc.escalations.detail.queryOptions({ escalationId }),
    enabled: escalationId !== '' && unsent === undefined,
  })
  const folds = useMemo(() => escalationFolds<EscalationView>(reader), [reader])
  const data = useMemo(() => {
    const view = query.data ? fold(query.data, pending, folds) : unsent
    return view && { ...view, steps: stepsByClock(view) }
  }, [query.data, pending, folds, unsent])
  const { error, fetchStatus, refetch, dataUpdatedAt } = query
  return { data, error, fetchStatus, refetch, dataUpdatedAt }
}

/** Who may be given it or told of it; kept for the time without a network. */
export const useEscalationPeople = (escalationId: string, enabled = true) =>
  useQuery({ ...trpc.escalations.people.queryOptions({ escalationId }), enabled })

export function useDelegations() {
  const query = useQuery(trpc.escalations.delegations.queryOptions())
  const reader = useReader()
  const data = useFolded(
    query.data,
    useMemo(() => delegationFolds(reader), [reader]),
  )
  const { error, fetchStatus, refetch, dataUpdatedAt } = query
  return { data, error, fetchStatus, refetch, dataUpdatedAt }
}

export const liveKeys: LiveKeys = {
  escalations: () => [trpc.escalations.pathFilter()],
  people: () => [trpc.escalations.delegations.queryFilter()],
}

/** The open escalations of this reader, whole, so that each can be read and answered without a network. */
export const prefetchers: Prefetcher = (me) => {
  const scopes: ListInput['scope'][] = isPartner(me) ? ['team'] : []
  if (me.teams.length > 0) scopes.push('mine', 'all', 'team')
  return [...scopes.map(openOnes), prefetch(trpc.escalations.delegations.queryOptions())]
}

/** Milliseconds: what is younger and was not changed since is not asked for again. */
const youngEnough = 6 * 3_600_000
/** Of a list; its first to run out are the ones that are opened. */
const atMost = 20

function openOnes(scope: ListInput['scope']): PrefetchQuery {
  const options = listOptions({ scope, state: 'open' })
  return {
    queryKey: options.queryKey,
    async fetch(queries) {
      const list = await queries.fetchInfiniteQuery({ ...options, staleTime: youngEnough })
      for (const { escalationId } of list.pages[0]?.rows.slice(0, atMost) ?? [])
        await prefetch(trpc.escalations.detail.queryOptions({ escalationId })).fetch(queries)
    },
  }
}
