import type { QueryClient } from '@tanstack/react-query'
import { type Api, trpc } from '#client/lib/trpc.ts'
import { defineCommand } from '#client/offline/outbox/command-registry.ts'
import { type SettleInput, settleInput, type UnsettleInput, unsettleInput } from '#shared/today/contracts.ts'
import type { TodayView } from '#shared/today/views.ts'
import { withSettled, withUnsettled } from './today-changes.ts'

/** Settling and taking back of one item keep their order; different items do not wait for each other. */
export const settledEntity = (key: string) => `today:${key}`

export async function changeToday(queries: QueryClient, change: (view: TodayView) => TodayView) {
  const queryKey = trpc.today.list.queryKey()
  await queries.cancelQueries({ queryKey })
  queries.setQueryData<TodayView>(queryKey, (view) => view && change(view))
}

export const settle = defineCommand({
  name: 'today.settle',
  version: 1,
  input: settleInput,
  entities: ({ key }) => [settledEntity(key)],
  send: (api: Api, meta, { input, signal }) => api.today.settle.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input, result }: { input: SettleInput; result: { at: string } }) =>
    changeToday(queries, (view) => withSettled(view, input, result.at)),
})

export const unsettle = defineCommand({
  name: 'today.unsettle',
  version: 1,
  input: unsettleInput,
  entities: ({ key }) => [settledEntity(key)],
  send: (api: Api, meta, { input, signal }) => api.today.unsettle.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input }: { input: UnsettleInput }) =>
    changeToday(queries, (view) => withUnsettled(view, input.key)),
})
