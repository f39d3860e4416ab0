import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { stepsByClock } from '#client/commands/escalations-steps.ts'
import { useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedPages, useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import type { BoardInput, ListInput } from '#shared/escalations/queries.ts'
import type { ListView } from '#shared/escalations/views.ts'
import type { Me } from '#shared/people/views.ts'
import { nextAbsence } from '#shared/shifts/rules.ts'

export const isPartner = (me: Me): boolean => me.roles.some(({ role }) => role === 'partner')

export const listOptions = (asked: Pick<ListInput, 'scope' | 'state'>) =>
  trpc.escalations.list.infiniteQueryOptions(asked, { getNextPageParam: (page) => page.nextCursor })

/** A board with what this reader raised or moved and is not sent yet. */
export const useBoard = (asked: BoardInput) => useFoldedQuery(trpc.escalations.board.queryOptions(asked))

/** How one's own decisions came about. */
export const useOwnReadings = () => useQuery(trpc.escalations.ownReadings.queryOptions())

const nothing: ListView = { rows: [], nextCursor: null }

/** Each escalation once: what was raised here stands at the head until the server's own place for it was read. */
function rowsOf(pages: readonly ListView[]): ListView['rows'] {
  const rows = pages.flatMap((page) => page.rows)
  const last = new Map(rows.map(({ escalationId }, index) => [escalationId, index]))
  return rows.filter(({ escalationId }, index) => last.get(escalationId) === index)
}

/** A list page by page, with what this reader raised or did and is not sent yet; also before it was ever read. */
export function useEscalations(asked: Pick<ListInput, 'scope' | 'state'>) {
  const { data: pages, ...query } = useFoldedPages(listOptions(asked), { unread: nothing })
  const data = useMemo(() => pages && rowsOf(pages), [pages])
  return { ...query, data }
}

/** One escalation with the reader's unsent steps in it; from this phone alone where the server does not know it yet. */
export function useEscalation(escalationId: string) {
  const { data: view, ...query } = useFoldedQuery({
    ...trpc.escalations.detail.queryOptions({ escalationId }),
    enabled: escalationId !== '',
  })
  const data = useMemo(() => view && { ...view, steps: stepsByClock(view) }, [view])
  return { ...query, data }
}

/** Reads who may be given it or mentioned on it; kept for the time without a network. */
export const useEscalationPeople = (escalationId: string, enabled = true) =>
  useQuery({ ...trpc.escalations.people.queryOptions({ escalationId }), enabled })

export const useDelegations = () => useFoldedQuery(trpc.escalations.delegations.queryOptions())

/** Returns the reader's next absence, as far as this phone knows of one. */
export function useNextAbsence(today: string) {
  const { personId } = useMe().person
  const { data } = useFoldedQuery(trpc.shifts.person.queryOptions({ personId }))
  return data && nextAbsence(data.entries, today)
}
