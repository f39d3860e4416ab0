import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { queryKey } from '#client/lib/options-proxy.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import { type Act, phoneCommand } from '#client/offline/outbox/phone-command.ts'
import { command } from '#shared/core/contract.ts'
import { answerInto } from './answer.ts'

type Item = { id: string; by: string; version: number }
type Reads = {
  'item.list': { asked: { of: string; cursor?: string }; view: { items: Item[] } }
  'item.one': { asked: { id: string }; view: Item }
}
const add = command({
  name: 'item.add',
  version: 1,
  input: z.object({ id: z.string() }),
  entities: ({ id }) => [id],
})
const itemOf = (id: string, { by, version }: Act): Item => ({ id, by: by.name, version })
const added = phoneCommand<Reads, typeof add>(add, {
  makes: { 'item.one': ({ id }, act) => ({ asked: { id }, view: itemOf(id, act) }) },
  cache: {
    'item.list': (list, { id }, act) =>
      act.asked.cursor || act.asked.of === 'others' || list.items.some((item) => item.id === id)
        ? list
        : { items: [itemOf(id, act), ...list.items] },
  },
  rereads: ['item.one'],
})

const reader = { by: { personId: 'p', name: '서연' }, nameOf: () => null }
const delivered = {
  record: { commandId: 'c', name: add.name } as OutboxRecord,
  command: added,
  input: { id: 'new' },
  result: { entityId: 'new', version: 3, at: '2026-11-23T09:00:00Z' },
}
const mine = { id: 'new', by: '서연', version: 3 }
const old: Item = { id: 'old', by: '민지', version: 1 }
const pagesKey = [['item', 'list'], { input: { of: 'me' }, type: 'infinite' }]

let queries: QueryClient
beforeEach(() => {
  queries = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } })
})

test('the answer is the change that showed the command, in every view that it concerns', async () => {
  queries.setQueryData(queryKey('item.list', { of: 'me' }), { items: [old] })
  queries.setQueryData(queryKey('item.list', { of: 'others' }), { items: [old] })
  const before = queries.getQueryState(queryKey('item.list', { of: 'others' }))
  await answerInto(queries, delivered, reader)
  expect(queries.getQueryData(queryKey('item.list', { of: 'me' }))).toEqual({ items: [mine, old] })
  // A view that it does not concern is not as if it had just been read.
  expect(queries.getQueryState(queryKey('item.list', { of: 'others' }))).toBe(before)
})

test('a list that is read in pages is changed page by page, each as it was asked for', async () => {
  const pages = { pages: [{ items: [old] }, { items: [] }], pageParams: [null, 'second'] }
  queries.setQueryData(pagesKey, pages)
  await answerInto(queries, delivered, reader)
  expect(queries.getQueryData(pagesKey)).toEqual({ ...pages, pages: [{ items: [mine, old] }, { items: [] }] })
})

test('what the command made stands by itself, as old as nothing; what the server knows better stays', async () => {
  await answerInto(queries, delivered, reader)
  const key = queryKey('item.one', { id: 'new' })
  expect(queries.getQueryData(key)).toEqual(mine)
  expect(queries.getQueryState(key)?.isInvalidated).toBe(true)
  queries.setQueryData(key, { ...mine, version: 7 })
  await answerInto(queries, delivered, reader)
  expect(queries.getQueryData(key)).toEqual({ ...mine, version: 7 })
})

test('a read that began before the write does not overwrite it', async () => {
  const key = queryKey('item.list', { of: 'me' })
  queries.setQueryData(key, { items: [old] })
  const { promise, resolve } = Promise.withResolvers<{ items: Item[] }>()
  const reading = queries
    .fetchQuery({ queryKey: key, queryFn: () => promise, staleTime: 0 })
    .catch(() => undefined)
  await answerInto(queries, delivered, reader)
  resolve({ items: [old] })
  await reading
  expect(queries.getQueryData(key)).toEqual({ items: [mine, old] })
})

test('an input that no longer passes its schema changes nothing', async () => {
  const key = queryKey('item.list', { of: 'me' })
  queries.setQueryData(key, { items: [old] })
  await answerInto(queries, { ...delivered, input: { no: 'id' } }, reader)
  expect(queries.getQueryData(key)).toEqual({ items: [old] })
})
