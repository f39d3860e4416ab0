import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/core/errors.ts'
import {
  createApplyOnceServer,
  named,
  noteRegistry,
  savedNote,
  saveNote,
  sendTo,
} from '#tests/support/apply-once-server.ts'
import { createDevice, type Tab } from '#tests/support/offline-device.ts'
import { enqueueCommand } from './contract-values.ts'
import { unsentWork } from './unsent-work.ts'

const [a, b] = [named('a'), named('b')]

function setting() {
  const server = createApplyOnceServer()
  const device = createDevice({ registry: noteRegistry, send: sendTo(server) })
  server.refuse = ({ input }) => {
    if (JSON.stringify(input).includes('poison')) throw new AppError('INVALID', { field: 'text' })
  }
  return { server, device }
}
const save = (tab: Tab, id: string, text: string) =>
  enqueueCommand(tab.outbox, saveNote, { input: { id, text }, base: null })

test('finds what is unsent of one thing, or of all, with what was written', async () => {
  const { device } = setting()
  device.setOnline(false)
  const tab = await device.openTab({ personId: 'p' })
  await save(tab, a, 'one')
  await save(tab, b, 'two')
  await device.rest()
  const texts = (entityId?: string) =>
    unsentWork(tab, savedNote, entityId).commands.map(({ input }) => input?.text)
  expect(texts(a)).toEqual(['one'])
  expect(texts()).toEqual(['one', 'two'])
  expect(unsentWork(tab, savedNote, a).refused).toBeUndefined()
})

describe('what was refused', () => {
  test('is the one that waits for its writer, and not what waits behind it', async () => {
    const { device } = setting()
    const tab = await device.openTab({ personId: 'p' })
    const bad = await save(tab, a, 'poison')
    await device.rest()
    await save(tab, a, 'after it')
    await device.rest()
    const unsent = unsentWork(tab, savedNote, a)
    expect(unsent.refused).toMatchObject({ commandId: bad.commandId, error: { details: { field: 'text' } } })
    expect(unsent.commands).toHaveLength(2)
  })

  test('is replaced in its place, or sent again as it is', async () => {
    const { server, device } = setting()
    const tab = await device.openTab({ personId: 'p' })
    const bad = await save(tab, a, 'poison')
    await device.rest()
    const again = unsentWork(tab, savedNote, a)
    await expect(again.replace(bad.commandId, { id: a } as never, { base: null })).rejects.toMatchObject({
      code: 'INVALID',
    })
    await again.replace(bad.commandId, { id: a, text: 'better' }, { base: null })
    expect(tab.pending.getSnapshot().map(({ input }) => input)).not.toContainEqual({ id: a, text: 'poison' })
    await device.rest()
    expect(server.effects.map(({ text }) => text)).toEqual(['better'])
    const other = await save(tab, b, 'poison')
    await device.rest()
    server.refuse = () => {}
    await unsentWork(tab, savedNote, b).retry(other.commandId)
    await device.rest()
    expect(server.effects.map(({ text }) => text)).toEqual(['better', 'poison'])
  })

  test('is discarded for certain: the server said that it does not have it', async () => {
    const { device } = setting()
    const tab = await device.openTab({ personId: 'p' })
    const bad = await save(tab, a, 'poison')
    await device.rest()
    expect(await unsentWork(tab, savedNote, a).discard(bad.commandId)).toBe(true)
    expect(tab.pending.getSnapshot()).toEqual([])
  })
})

test('a discard is certain only for what was never handed to the network, and stays where others came to depend on it', async () => {
  const { server, device } = setting()
  server.refuse = () => {
    throw new TypeError('Failed to fetch')
  }
  const tab = await device.openTab({ personId: 'p' })
  const tried = await save(tab, a, 'one')
  await device.rest()
  device.setOnline(false)
  const untried = await save(tab, b, 'two')
  const behind = await save(tab, b, 'three')
  await tab.pending.refresh()
  expect(await unsentWork(tab, savedNote, a).discard(tried.commandId)).toBe(false)
  expect(await unsentWork(tab, savedNote, b).discard(untried.commandId)).toBe(false)
  expect(tab.pending.getSnapshot()).toHaveLength(2)
  expect(await unsentWork(tab, savedNote, b).discard(untried.commandId, [behind.commandId])).toBe(true)
  expect(tab.pending.getSnapshot()).toEqual([])
})
