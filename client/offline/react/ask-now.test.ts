import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import type { Sending } from '#client/offline/sync/attempt.ts'
import { commandNow } from '#shared/core/contract.ts'
import {
  createApplyOnceServer,
  named,
  noteRegistry,
  saveNote,
  sendTo,
} from '#tests/support/apply-once-server.ts'
import { createDevice } from '#tests/support/offline-device.ts'
import { askNow } from './ask-now.ts'

const publish = commandNow({
  name: 'note.publish',
  version: 4,
  input: z.object({ id: z.string(), text: z.string().check(z.trim(), z.minLength(1)) }),
  entities: ({ id }) => [id],
})

async function setting() {
  const server = createApplyOnceServer()
  const device = createDevice({ registry: noteRegistry, send: sendTo(server) })
  device.setOnline(false)
  const { outbox } = await device.openTab({ personId: 'person-a' })
  const sent: Sending[] = []
  server.refuse = (call) => sent.push(call)
  return { server, outbox, sent, parts: { outbox, send: sendTo(server) } }
}
const input = { id: named('a'), text: ' text ' }

test('what is asked at once takes its place in the order of this phone’s writes', async () => {
  const { outbox, sent, parts } = await setting()
  await askNow(parts, publish, { id: named('1'), base: null, input })
  const note = { id: named('n'), text: 'text' }
  const queued = await enqueueCommand(outbox, saveNote, { input: note, base: null })
  await askNow(parts, publish, { id: named('2'), base: 1, input })
  expect([sent[0]?.meta.seq, queued.seq, sent[1]?.meta.seq]).toEqual([1, 2, 3])
  expect(sent[1]?.meta).toMatchObject({ id: named('2'), base: 1, device: queued.device, version: 4 })
  expect(sent[0]).toMatchObject({ name: 'note.publish', personId: 'person-a', input: { text: 'text' } })
})

test('the same once more is the same write, and is answered as the first was', async () => {
  const { server, parts } = await setting()
  const asking = { id: named('1'), base: null, input }
  const first = await askNow(parts, publish, asking)
  expect(await askNow(parts, publish, asking)).toEqual(first)
  expect(server.effects).toHaveLength(1)
})

test('what does not pass the contract is not sent, and an answer that does not is none', async () => {
  const { sent, parts } = await setting()
  const empty = askNow(parts, publish, { id: named('1'), base: null, input: { ...input, text: ' ' } })
  await expect(empty).rejects.toMatchObject({ code: 'INVALID', details: { field: 'text' } })
  expect(sent).toEqual([])
  const garbled = { ...parts, send: async () => ({ ok: true }) }
  const asked = askNow(garbled, publish, { id: named('1'), base: null, input })
  await expect(asked).rejects.toMatchObject({ code: 'INTERNAL' })
})
