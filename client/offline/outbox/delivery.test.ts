import { expect, test } from 'vitest'
import { coaching } from '#shared/coaching/contracts.ts'
import { createApplyOnceServer, noteRegistry, sendTo } from '#tests/support/apply-once-server.ts'
import { createDevice } from '#tests/support/offline-device.ts'
import { enqueueCommand } from './contract-values.ts'
import { settle } from './delivery.ts'
import { listCommands } from './outbox.ts'

const [noteId, actionId, other] = [1, 2, 3].map(
  (number) => `018f0000-0000-7000-8000-00000000000${number}`,
) as [string, string, string]
const timestamp = '2026-12-01T00:00:00Z'

async function phone() {
  const device = createDevice({ registry: noteRegistry, send: sendTo(createApplyOnceServer()) })
  device.setOnline(false)
  const { outbox } = await device.openTab({ personId: 'p' })
  const comment = (text: string, base: number | null, on = actionId) =>
    enqueueCommand(outbox, coaching.commentAction, { input: { noteId, actionId: on, text }, base })
  const bases = async () => (await listCommands(outbox)).map(({ base }) => base)
  return { outbox, comment, bases }
}

test('the next comment on an action goes on from the version that the answer to the one before had', async () => {
  const { outbox, comment, bases } = await phone()
  const first = await comment('A', null)
  await settle(outbox, first.commandId, { entityId: actionId, version: 1, at: timestamp })
  // The screen still shows what was there before.
  await comment('B', null)
  await comment('C', null, other)
  expect(await bases()).toEqual([1, null])
})

test('a comment that was written on top of one on its way goes on from its answer', async () => {
  const { outbox, comment, bases } = await phone()
  const first = await comment('A', 2)
  await comment('B', 2)
  await settle(outbox, first.commandId, { entityId: actionId, version: 3, at: timestamp })
  expect(await bases()).toEqual([3])
})

test('an answer that speaks of something else changes no base', async () => {
  const { outbox, comment, bases } = await phone()
  const first = await comment('A', 2)
  await comment('B', 2)
  await settle(outbox, first.commandId, { entityId: noteId, version: 7, at: timestamp })
  await comment('C', 2)
  expect(await bases()).toEqual([2, 2])
})
