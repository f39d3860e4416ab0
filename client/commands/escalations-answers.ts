import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { trpc } from '#client/lib/trpc.ts'
import type { CommandResult } from '#shared/core/command.ts'
import type { DelegateInput, EndDelegationInput, RaiseInput } from '#shared/escalations/contracts.ts'
import type { DelegationsView, EscalationView, ListView, PeopleView } from '#shared/escalations/views.ts'
import type { Me } from '#shared/people/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import {
  type Act,
  raised,
  rowOf,
  type Shown,
  stepChanges,
  withDelegation,
  withDelegationEnded,
} from './escalations-changes.ts'
import { withoutItems } from './today-changes.ts'
import { changeToday } from './today-commands.ts'

export type ListPages = InfiniteData<ListView>

/** Who this phone knows, by id: whom escalations can be assigned to, the teams' people, and the reader. */
export function nameIn(queries: QueryClient): Act['nameOf'] {
  const me = queries.getQueryData(trpc.people.me.queryKey())
  return (personId) => {
    const lists = queries.getQueriesData<PeopleView>(trpc.escalations.people.pathFilter())
    const known = [
      ...(me ? [me.person, ...me.teams.flatMap(({ leads, people }) => [...leads, ...people])] : []),
      ...lists.flatMap(([, people]) => people ?? []),
      ...(queries.getQueryData(trpc.escalations.delegations.queryKey())?.candidates ?? []),
    ]
    return known.find((one) => one.personId === personId)?.name ?? ''
  }
}

export const teamNameIn = (me: Me | undefined, teamId: string): string | null =>
  me?.teams.find((team) => team.teamId === teamId)?.name ?? null

function actIn(queries: QueryClient, { at, entityId }: CommandResult): Act {
  const me = queries.getQueryData(trpc.people.me.queryKey())
  const by = { personId: me?.person.personId ?? '', name: me?.person.name ?? '' }
  // Until the server's own line is here; each step of one escalation has another.
  return { by, at, id: `${entityId} ${at}`, nameOf: nameIn(queries) }
}

/** Both forms in which an escalation lies on the phone. */
async function changeEscalation(
  queries: QueryClient,
  escalationId: string,
  change: <T extends Shown>(shown: T) => T,
): Promise<void> {
  await queries.cancelQueries(trpc.escalations.pathFilter())
  queries.setQueryData<EscalationView>(
    trpc.escalations.detail.queryKey({ escalationId }),
    (view) => view && change(view),
  )
  queries.setQueriesData<ListPages>(
    trpc.escalations.list.pathFilter(),
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({
          ...page,
          rows: page.rows.map((row) => (row.escalationId === escalationId ? change(row) : row)),
        })),
      },
  )
}

/** The rows of Today that a step of one's own ends. */
export const endedByStep = (escalationId: string) => (item: TodayItem) =>
  'escalationId' in item && item.escalationId === escalationId

type OfEscalation = { escalationId: string }

/** What a step does, as the server answered it; with it end the rows of Today that asked for it (`moves`). */
export async function stepAnswered(
  queries: QueryClient,
  {
    name,
    input,
    result,
    moves,
  }: { name: string; input: OfEscalation; result: CommandResult; moves: boolean },
): Promise<void> {
  const change = stepChanges[name]
  const act = actIn(queries, result)
  const { escalationId } = input
  if (change) await changeEscalation(queries, escalationId, (shown) => change(shown, input as never, act))
  if (moves) await changeToday(queries, (view) => withoutItems(view, endedByStep(escalationId)))
}

/** What was raised is known by itself and at the head of its lists. */
export async function raiseAnswered(
  queries: QueryClient,
  { input, result }: { input: RaiseInput; result: CommandResult },
): Promise<void> {
  const me = queries.getQueryData(trpc.people.me.queryKey())
  const act = { ...actIn(queries, result), teamName: teamNameIn(me, input.teamId) }
  const view = { ...raised(input, act), version: result.version }
  const queryKey = trpc.escalations.detail.queryKey({ escalationId: input.escalationId })
  queries.setQueryData<EscalationView>(queryKey, (known) => known ?? view)
  for (const scope of ['mine', 'all'] as const)
    queries.setQueryData<ListPages>(
      trpc.escalations.list.infiniteQueryKey({ scope, state: 'open' }),
      (list) => list && withRow(list, rowOf(view)),
    )
  // As old as nothing: the server's own, with its clocks, is read as soon as somebody looks.
  await queries.invalidateQueries({ queryKey })
}

/** At the head of the first page, once. */
function withRow(list: ListPages, row: ListView['rows'][number]): ListPages {
  const [first, ...rest] = list.pages
  if (
    !first ||
    list.pages.some(({ rows }) => rows.some(({ escalationId }) => escalationId === row.escalationId))
  )
    return list
  return { ...list, pages: [{ ...first, rows: [row, ...first.rows] }, ...rest] }
}

async function changeDelegations(queries: QueryClient, change: (view: DelegationsView) => DelegationsView) {
  const queryKey = trpc.escalations.delegations.queryKey()
  await queries.cancelQueries({ queryKey })
  queries.setQueryData<DelegationsView>(queryKey, (view) => view && change(view))
}

export const delegateAnswered = (
  queries: QueryClient,
  { input, result }: { input: DelegateInput; result: CommandResult },
): Promise<void> => changeDelegations(queries, (view) => withDelegation(view, input, actIn(queries, result)))

export const endDelegationAnswered = (
  queries: QueryClient,
  { input }: { input: EndDelegationInput },
): Promise<void> => changeDelegations(queries, (view) => withDelegationEnded(view, input.delegationId))
