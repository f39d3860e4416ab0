import { QueryClient } from '@tanstack/react-query'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { expect, test } from 'vitest'
import type { AppRouter } from '#server/transport/trpc/router.ts'
import { createOptionsProxy } from './options-proxy.ts'
import { prefetch } from './prefetch.ts'
import { api, trpc } from './trpc.ts'

const theirs = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient: new QueryClient() })
const personId = '01890000-0000-7000-8000-000000000000'

test('keys and filters are those of tRPC’s own proxy', () => {
  expect(trpc.people.pathFilter()).toEqual(theirs.people.pathFilter())
  expect(trpc.people.me.queryKey()).toEqual(theirs.people.me.queryKey())
  expect(trpc.coaching.person.queryKey({ personId })).toEqual(theirs.coaching.person.queryKey({ personId }))
  expect(trpc.coaching.person.queryFilter({ personId }, { stale: true })).toEqual(
    theirs.coaching.person.queryFilter({ personId }, { stale: true }),
  )
  expect(trpc.people.me.queryOptions().queryKey).toEqual(theirs.people.me.queryOptions().queryKey)
})

test('a query calls its procedure with its input, a page with its cursor', async () => {
  const calls: unknown[] = []
  const proxy = createOptionsProxy<AppRouter>(async (path, input, { forLater }) =>
    calls.push([path, input, ...(forLater ? ['for later'] : [])]),
  )
  const queries = new QueryClient()
  await queries.fetchQuery(proxy.coaching.person.queryOptions({ personId }))
  await prefetch(proxy.coaching.person.queryOptions({ personId })).fetch(new QueryClient())
  const asked = { personId, filter: 'errors' } as const
  const list = proxy.audits.cases.infiniteQueryOptions(asked, { getNextPageParam: (page) => page.nextCursor })
  const { queryFn } = list as unknown as { queryFn: (context: { pageParam: unknown }) => Promise<unknown> }
  await queryFn({ pageParam: null })
  await queryFn({ pageParam: 'next' })
  expect(calls).toEqual([
    ['coaching.person', { personId }],
    ['coaching.person', { personId }, 'for later'],
    ['audits.cases', asked],
    ['audits.cases', { ...asked, cursor: 'next' }],
  ])
})
