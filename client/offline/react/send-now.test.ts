import { expect, test } from 'vitest'
import { enqueueCommand } from '#client/offline/outbox/command-registry.ts'
import { createApplyOnceServer, noteRegistry, saveNote, sendTo } from '#tests/support/apply-once-server.ts'
import { createDevice } from '#tests/support/offline-device.ts'
import { metaNow } from './send-now.ts'

test('what is sent at once takes its place in the order of this phone’s writes', async () => {
  const device = createDevice({ registry: noteRegistry, send: sendTo(createApplyOnceServer()) })
  device.setOnline(false)
  const { outbox } = await device.openTab({ personId: 'person-a' })
  const first = await metaNow(outbox, { id: 'a', base: 3 })
  const queued = await enqueueCommand(outbox, saveNote, { input: { id: 'n1', text: 'text' }, base: null })
  const second = await metaNow(outbox, { id: 'b', base: null })
  expect([first.seq, queued.seq, second.seq]).toEqual([1, 2, 3])
  expect(first).toMatchObject({ id: 'a', base: 3, device: queued.device, version: 1 })
})
