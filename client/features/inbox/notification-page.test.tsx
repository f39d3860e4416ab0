import { act } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { show } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { NotificationPage } from './notification-page.tsx'

afterEach(() => vi.unstubAllGlobals())

/** The readings of the list that are under way; each is answered by hand. */
function stubReadings() {
  const readings: ((items: unknown[]) => Promise<void>)[] = []
  vi.stubGlobal(
    'fetch',
    () =>
      new Promise<Response>((resolve) => {
        readings.push((items) => act(async () => resolve(Response.json({ result: { data: { items } } }))))
      }),
  )
  return readings
}

const item = {
  inboxId: id,
  kind: 'note_shared',
  entityId: id,
  by: null,
  at: '2026-11-29T00:00:00Z',
  readAt: null,
}
const showPush = () =>
  show(<NotificationPage addressOf={({ entityId }) => paths.note(entityId)} />, {
    read: [[trpc.inbox.list.queryKey(), { items: [] }]],
    at: { address: paths.notification(id), path: paths.notification(':inboxId') },
  })

test('a push leads on where a change asks for the list anew while it is being read', async () => {
  const readings = stubReadings()
  const shown = await showPush()
  await act(async () => {
    void shown.queries.invalidateQueries()
    await new Promise((resolve) => setTimeout(resolve, 20))
  })
  expect(shown.address()).toBe(paths.notification(id))
  expect(readings).toHaveLength(2)
  await readings[1]?.([item])
  await vi.waitFor(() => expect(shown.address()).toBe(paths.note(id)))
})

test('what is not in the list is looked for in the inbox', async () => {
  const readings = stubReadings()
  const shown = await showPush()
  await readings[0]?.([])
  await vi.waitFor(() => expect(shown.address()).toBe(paths.inbox))
})
