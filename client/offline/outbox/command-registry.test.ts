import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Sending } from '#client/offline/sync/attempt.ts'
import {
  createApplyOnceServer,
  named,
  noteRegistry,
  saveNote,
  sendTo,
} from '#tests/support/apply-once-server.ts'
import { createDevice } from '#tests/support/offline-device.ts'
import {
  type Command,
  createRegistry,
  defineCommand,
  enqueueCommand,
  sendThrough,
} from './command-registry.ts'
import { listCommands } from './outbox.ts'

type Server = ReturnType<typeof createApplyOnceServer>

/** The note of three releases: `body` alone, then with a `language`, then `text` instead of `body`. */
function release(version: 1 | 2 | 3, upgrades: NonNullable<Command<Server>['upgrades']>) {
  const inputs = {
    1: z.object({ id: z.string(), body: z.string() }),
    2: z.object({ id: z.string(), body: z.string(), language: z.string() }),
    3: z.object({ id: z.string(), text: z.string(), language: z.string() }),
  }
  const command = defineCommand({
    name: 'note.save',
    version,
    input: inputs[version] as z.ZodMiniType<{ id: string; body?: string; text?: string; language?: string }>,
    entities: (note) => [note.id],
    upgrades,
    send: (server: Server, meta, { input, personId }) =>
      server.apply({ personId, name: 'note.save', meta, input }),
  })
  return { command, registry: createRegistry<Server>([command]) }
}

const upgrades = {
  1: (old: unknown) => ({ ...z.object({ id: z.string(), body: z.string() }).parse(old), language: 'ko' }),
  2: (old: unknown) => {
    const { body, ...rest } = z.object({ id: z.string(), body: z.string(), language: z.string() }).parse(old)
    return { ...rest, text: body }
  },
}

describe('app versions', () => {
  test('a command of an older release is upgraded, step by step, before it is sent', async () => {
    const server = createApplyOnceServer()
    const now = release(3, upgrades)
    const device = createDevice({ registry: now.registry, send: sendThrough(now.registry, server) })
    device.setOnline(false)
    const old = release(1, {})
    const before = await device.openTab({ personId: 'p', registry: old.registry })
    const input = { id: named('a'), body: '면담 기록' }
    await enqueueCommand(before.outbox, old.command, { input, base: null })
    before.kill()
    let sent: Sending | null = null
    server.refuse = (call) => {
      sent = call
    }
    const after = await device.openTab({ personId: 'p' })
    await device.rest()
    expect(after.pending.getSnapshot()[0]?.input).toEqual({
      id: named('a'),
      text: '면담 기록',
      language: 'ko',
    })
    device.setOnline(true)
    await device.rest()
    expect(server.text(named('a'))).toBe('면담 기록')
    expect(sent).toMatchObject({ meta: { version: 3 } })
  })

  test('a command of a newer release is kept for the update, and the rest passes', async () => {
    const server = createApplyOnceServer()
    const old = createRegistry<Server>([release(1, {}).command])
    const device = createDevice({ registry: old, send: sendThrough(old, server) })
    device.setOnline(false)
    const tab = await device.openTab({ personId: 'p' })
    const newer = release(3, upgrades)
    const input = { id: named('a'), text: 'new', language: 'ko' }
    const kept = await enqueueCommand(tab.outbox, newer.command, { input, base: null })
    device.setOnline(true)
    await device.pass(600_000)
    expect(server.arrivals).toEqual([])
    expect(await listCommands(tab.outbox)).toMatchObject([{ state: 'waiting', attempts: 0 }])
    expect(tab.status.command(kept.commandId)).toEqual({ state: 'on-this-phone', afterUpdate: true })
    tab.kill()
    const send = sendThrough(newer.registry, server)
    await device.openTab({ personId: 'p', registry: newer.registry, send })
    await device.rest()
    expect(server.text(named('a'))).toBe('new')
  })

  test('what cannot be upgraded is parked with its text', async () => {
    const server = createApplyOnceServer()
    const old = release(1, {})
    const now = release(3, { 1: upgrades[1] })
    const device = createDevice({ registry: now.registry, send: sendThrough(now.registry, server) })
    const tab = await device.openTab({ personId: 'p' })
    await enqueueCommand(tab.outbox, old.command, { input: { id: named('a'), body: 'text' }, base: null })
    await device.rest()
    expect(await listCommands(tab.outbox)).toMatchObject([{ state: 'attention', error: { code: 'UPGRADE' } }])
    expect(server.arrivals).toEqual([])
  })
})

test('two commands may not share a name', () => {
  expect(() => createRegistry([saveNote, saveNote])).toThrow()
  expect(noteRegistry.find('note.save')?.version).toBe(1)
  expect(noteRegistry.find('nothing')).toBeUndefined()
})

test('a command that this release does not have is never sent', async () => {
  const send = sendTo(createApplyOnceServer())
  const meta = { id: named('c'), device: named('d'), seq: 1, version: 1, base: null, claimedAt: '' }
  const call = { personId: 'p', name: 'nothing', meta, input: {} }
  await expect(send(call, new AbortController().signal)).rejects.toMatchObject({ code: 'APP_TOO_OLD' })
})
