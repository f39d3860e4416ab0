import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { type Api, trpc } from '#client/lib/trpc.ts'
import type { CommandMeta, CommandResult } from '#shared/command.ts'
import {
  addLinkInput,
  assignInput,
  changeSeverityInput,
  closeInput,
  commentInput,
  type DelegationsView,
  delegateInput,
  type EscalationView,
  editInput,
  endDelegationInput,
  type ListView,
  mergeInput,
  type PeopleView,
  pauseInput,
  type RaiseInput,
  raiseInput,
  reopenInput,
  requestApprovalInput,
  resolveInput,
  stepInput,
  watchInput,
} from '#shared/escalations.ts'
import type { Me } from '#shared/people.ts'
import type { TodayItem } from '#shared/today.ts'
import { type Command, defineCommand, type Schema } from './command-registry.ts'
import {
  type Act,
  type PlainStep,
  raised,
  rowOf,
  type Shown,
  withAssigned,
  withComment,
  withDelegation,
  withDelegationEnded,
  withEdit,
  withEnd,
  withLink,
  withMerge,
  withPause,
  withPlainStep,
  withRequest,
  withResolution,
  withSeverity,
  withWatching,
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

type Change<Input> = <T extends Shown>(shown: T, input: Input, act: Act) => T
/** Every one of them says whose it is. */
type OfEscalation = { escalationId: string }
type Sending<Input> = (
  api: Api,
  call: { meta: CommandMeta; input: Input },
  options: { signal: AbortSignal },
) => Promise<CommandResult>

/** What the fold and the answer do alike. A method, so that steps with different inputs fit in one list. */
export type StepCommand<Input extends OfEscalation = OfEscalation> = Command<Api, Input> & {
  change<T extends Shown>(shown: T, input: Input, act: Act): T
}

function defineStep<Input extends OfEscalation>(
  name: string,
  {
    input,
    send,
    change,
    entity,
  }: {
    input: Schema<Input>
    send: Sending<Input>
    change: Change<Input>
    /** Of its own where it does not wait in line with the other steps, such as a comment. */
    entity?: (input: Input) => string
  },
): StepCommand<Input> {
  return {
    change,
    name: `escalations.${name}`,
    version: 1,
    input,
    entities: (given) => [entity ? entity(given) : given.escalationId],
    refs: ({ escalationId }) => (entity ? [escalationId] : []),
    send: (api, meta, { input: given, signal }) => send(api, { meta, input: given }, { signal }),
    async intoCache(queries, { input: given, result }) {
      const act = actIn(queries, result)
      await changeEscalation(queries, given.escalationId, (shown) => change(shown, given, act))
      if (!entity) await changeToday(queries, (view) => withoutItems(view, endedByStep(given.escalationId)))
    },
  }
}

const plain = (step: PlainStep, send: Sending<OfEscalation>) =>
  defineStep(step, { input: stepInput, send, change: (shown, _, act) => withPlainStep(shown, step, act) })
/** A change of the whole alone: lists show nothing of it. */
const whole =
  <Input>(change: (view: EscalationView, input: Input, act: Act) => EscalationView): Change<Input> =>
  (shown, input, act) =>
    'events' in shown
      ? (change(shown as unknown as EscalationView, input, act) as unknown as typeof shown)
      : shown

/** Creates it: everything that follows on this phone waits for it. */
export const raise = defineCommand({
  name: 'escalations.raise',
  version: 1,
  input: raiseInput,
  entities: ({ escalationId, links }) => [escalationId, ...links.map(({ linkId }) => linkId)],
  send: (api: Api, meta, { input, signal }) => api.escalations.raise.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input, result }: { input: RaiseInput; result: CommandResult }) {
    const me = queries.getQueryData(trpc.people.me.queryKey())
    const act = { ...actIn(queries, result), teamName: teamNameIn(me, input.teamId) }
    const view = { ...raised(input, act), version: result.version }
    const queryKey = trpc.escalations.detail.queryKey({ escalationId: input.escalationId })
    queries.setQueryData<EscalationView>(queryKey, (known) => known ?? view)
    // As old as nothing: the server's own, with its clocks, is read as soon as somebody looks.
    await queries.invalidateQueries({ queryKey })
    for (const scope of ['mine', 'all'] as const)
      queries.setQueryData<ListPages>(
        trpc.escalations.list.infiniteQueryKey({ scope, state: 'open' }),
        (list) => list && withRow(list, rowOf(view)),
      )
  },
})

/** At the head of the first page, once. */
export function withRow(list: ListPages, row: ListView['rows'][number]): ListPages {
  const [first, ...rest] = list.pages
  if (
    !first ||
    list.pages.some(({ rows }) => rows.some(({ escalationId }) => escalationId === row.escalationId))
  )
    return list
  return { ...list, pages: [{ ...first, rows: [row, ...first.rows] }, ...rest] }
}

export const edit = defineStep('edit', {
  input: editInput,
  send: (api, call, options) => api.escalations.edit.mutate(call, options),
  change: withEdit,
})
export const submit = plain('submit', (api, call, options) => api.escalations.submit.mutate(call, options))
export const acknowledge = plain('acknowledge', (api, call, options) =>
  api.escalations.acknowledge.mutate(call, options),
)
export const start = plain('start', (api, call, options) => api.escalations.start.mutate(call, options))
export const resume = plain('resume', (api, call, options) => api.escalations.resume.mutate(call, options))
export const assign = defineStep('assign', {
  input: assignInput,
  send: (api, call, options) => api.escalations.assign.mutate(call, options),
  change: withAssigned,
})
export const watch = defineStep('watch', {
  input: watchInput,
  send: (api, call, options) => api.escalations.watch.mutate(call, options),
  change: whole(withWatching),
  entity: ({ escalationId }) => `watching:${escalationId}`,
})
export const comment = defineStep('comment', {
  input: commentInput,
  send: (api, call, options) => api.escalations.comment.mutate(call, options),
  change: whole(withComment),
  entity: ({ commentId }) => commentId,
})
export const link = defineStep('link', {
  input: addLinkInput,
  send: (api, call, options) => api.escalations.link.mutate(call, options),
  change: whole(withLink),
  entity: (input) => input.link.linkId,
})
export const merge = defineStep('merge', {
  input: mergeInput,
  send: (api, call, options) => api.escalations.merge.mutate(call, options),
  change: withMerge,
})
export const changeSeverity = defineStep('changeSeverity', {
  input: changeSeverityInput,
  send: (api, call, options) => api.escalations.changeSeverity.mutate(call, options),
  change: withSeverity,
})
export const pause = defineStep('pause', {
  input: pauseInput,
  send: (api, call, options) => api.escalations.pause.mutate(call, options),
  change: withPause,
})
export const requestApproval = defineStep('requestApproval', {
  input: requestApprovalInput,
  send: (api, call, options) => api.escalations.requestApproval.mutate(call, options),
  change: withRequest,
})
export const resolve = defineStep('resolve', {
  input: resolveInput,
  send: (api, call, options) => api.escalations.resolve.mutate(call, options),
  change: withResolution,
})
export const close = defineStep('close', {
  input: closeInput,
  send: (api, call, options) => api.escalations.close.mutate(call, options),
  change: (shown, { reason }, act) => withEnd(shown, 'close', { act, reason }),
})
export const reopen = defineStep('reopen', {
  input: reopenInput,
  send: (api, call, options) => api.escalations.reopen.mutate(call, options),
  change: (shown, { reason }, act) => withEnd(shown, 'reopen', { act, reason }),
})

export const stepCommands: readonly StepCommand[] = [
  ...[edit, submit, acknowledge, start, resume, assign, watch, comment, link, merge],
  ...[changeSeverity, pause, requestApproval, resolve, close, reopen],
]

async function changeDelegations(queries: QueryClient, change: (view: DelegationsView) => DelegationsView) {
  const queryKey = trpc.escalations.delegations.queryKey()
  await queries.cancelQueries({ queryKey })
  queries.setQueryData<DelegationsView>(queryKey, (view) => view && change(view))
}

export const delegate = defineCommand({
  name: 'escalations.delegate',
  version: 1,
  input: delegateInput,
  entities: ({ delegationId }) => [delegationId],
  send: (api: Api, meta, { input, signal }) => api.escalations.delegate.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input, result }) =>
    changeDelegations(queries, (view) => withDelegation(view, input, actIn(queries, result))),
})
export const endDelegation = defineCommand({
  name: 'escalations.endDelegation',
  version: 1,
  input: endDelegationInput,
  entities: ({ delegationId }) => [delegationId],
  send: (api: Api, meta, { input, signal }) =>
    api.escalations.endDelegation.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input }) =>
    changeDelegations(queries, (view) => withDelegationEnded(view, input.delegationId)),
})
