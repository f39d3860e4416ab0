import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Sending } from '#client/offline/sync/attempt.ts'
import { command } from '#shared/core/contract.ts'
import {
  addAction,
  createApplyOnceServer,
  named,
  noteRegistry,
  saveNote,
  sendTo,
} from '#tests/support/apply-once-server.ts'
import { createDevice } from '#tests/support/offline-device.ts'
import { createRegistry } from './command-registry.ts'
import { enqueueCommand } from './contract-values.ts'
import { listCommands } from './outbox.ts'
import { phoneCommand } from './phone-command.ts'

type Upgrades = Record<number, (old: unknown) => unknown>
type Note = { id: string; body?: string; text?: string; language?: string }

/** The note of three releases: `body` alone, then with a `language`, then `text` instead of `body`. */
function release(version: 1 | 2 | 3, upgrades: Upgrades) {
  const inputs = {
    1: z.object({ id: z.string(), body: z.string() }),
    2: z.object({ id: z.string(), body: z.string(), language: z.string() }),
    3: z.object({ id: z.string(), text: z.string(), language: z.string() }),
  }
  const contract = command({
    name: 'note.save',
    version,
    input: inputs[version] as z.ZodMiniType<Note, Note>,
    entities: (note) => [note.id],
    upgrades,
  })
  const registry = createRegistry({ note: async () => ({ save: phoneCommand(contract, {}) }) })
  return { contract, registry }
}

const upgrades = {
  1: (old: unknown) => ({ ...z.object({ id: z.string(), body: z.string() }).parse(old), language: 'ko' }),
  2: (old: unknown) => {
    const { body, ...rest } = z.object({ id: z.string(), body: z.string(), language: z.string() }).parse(old)
    return { ...rest, text: body }
  },
}
const input = { id: named('a'), text: 'new', language: 'ko' }

describe('app versions', () => {
  test('a command of an older release is upgraded, step by step, before it is sent', async () => {
    const server = createApplyOnceServer()
    const now = release(3, upgrades)
    const device = createDevice({ registry: now.registry, send: sendTo(server) })
    device.setOnline(false)
    const old = release(1, {})
    const before = await device.openTab({ personId: 'p', registry: old.registry })
    const written = { id: named('a'), body: '면담 기록' }
    await enqueueCommand(before.outbox, old.contract, { input: written, base: null })
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

  test('a command of a newer release asks for an update, is kept for it, and the rest passes', async () => {
    const server = createApplyOnceServer()
    const old = release(1, {})
    const device = createDevice({ registry: old.registry, send: sendTo(server) })
    device.setOnline(false)
    const tab = await device.openTab({ personId: 'p' })
    const newer = release(3, upgrades)
    const kept = await enqueueCommand(tab.outbox, newer.contract, { input, base: null })
    device.setOnline(true)
    await device.pass(600_000)
    expect(server.arrivals).toEqual([])
    expect(tab.status.command(kept.commandId)).toMatchObject({
      state: 'needs-attention',
      error: { code: 'APP_TOO_OLD' },
    })
    expect(tab.status.getSnapshot()).toMatchObject({ unsent: 1, attention: 1 })
    // On the phone it goes on waiting: the release that knows it sends it without anybody's doing.
    expect(await listCommands(tab.outbox)).toMatchObject([{ state: 'waiting', attempts: 0, error: null }])
    tab.kill()
    await device.openTab({ personId: 'p', registry: newer.registry })
    await device.rest()
    expect(server.text(named('a'))).toBe('new')
  })

  test('what cannot be upgraded is parked with its text', async () => {
    const server = createApplyOnceServer()
    const old = release(1, {})
    const now = release(3, { 1: upgrades[1] })
    const device = createDevice({ registry: now.registry, send: sendTo(server) })
    const tab = await device.openTab({ personId: 'p' })
    await enqueueCommand(tab.outbox, old.contract, { input: { id: named('a'), body: 'text' }, base: null })
    await device.rest()
    expect(await listCommands(tab.outbox)).toMatchObject([{ state: 'attention', error: { code: 'UPGRADE' } }])
    expect(server.arrivals).toEqual([])
  })
})

describe('a command that no feature of this release has', () => {
  async function unknown(server = createApplyOnceServer()) {
    const older = createRegistry({ action: async () => ({ add: phoneCommand(addAction, {}) }) })
    const device = createDevice({ registry: older, send: sendTo(server) })
    const tab = await device.openTab({ personId: 'p' })
    const note = await enqueueCommand(tab.outbox, saveNote, { input, base: null })
    const action = { id: named('x'), noteId: named('a'), text: 'do' }
    const behind = await enqueueCommand(tab.outbox, addAction, { input: action, base: null })
    await device.pass(600_000)
    return { server, device, tab, note, behind }
  }

  test('needs attention and says that Dure needs an update, with what depends on it', async () => {
    const { server, tab, note, behind } = await unknown()
    expect(server.arrivals).toEqual([])
    expect(tab.status.command(note.commandId)).toMatchObject({
      state: 'needs-attention',
      error: { code: 'APP_TOO_OLD' },
    })
    expect(tab.status.command(behind.commandId)).toMatchObject({
      state: 'needs-attention',
      error: { code: 'DEPENDS', because: note.commandId },
    })
  })

  test('is sent once, in its order, when the app was updated', async () => {
    const { server, device, tab } = await unknown()
    await tab.close()
    const updated = await device.openTab({ personId: 'p', registry: noteRegistry })
    await device.rest()
    expect(server.effects.map((effect) => effect.name)).toEqual(['note.save', 'action.add'])
    expect(updated.status.getSnapshot()).toMatchObject({ unsent: 0, attention: 0 })
  })

  test('goes while an older release is open beside the one that knows it, and neither keeps the other busy', async () => {
    const server = createApplyOnceServer()
    server.refuse = () => {
      throw new TypeError('Failed to fetch')
    }
    const { device, tab } = await unknown(server)
    await device.openTab({ personId: 'p', registry: noteRegistry })
    await device.pass(60_000)
    expect(server.arrivals.length).toBeLessThan(20)
    server.refuse = () => {}
    await device.pass(600_000)
    expect(server.effects).toHaveLength(2)
    expect(tab.status.getSnapshot()).toMatchObject({ unsent: 0, attention: 0 })
  })

  test('is not found among what every object has', async () => {
    const registry = createRegistry({ note: async () => ({}) })
    await registry.ready(['note.', 'constructor.', '__proto__.'])
    for (const name of ['note.constructor', 'note.toString', 'constructor.name', '__proto__.x', 'note', '']) {
      expect(registry.find(name), name).toBeUndefined()
      expect(registry.knowledge({ name, version: 1 }), name).toBe('newer')
    }
  })
})

describe('the code of a feature', () => {
  test('comes when a record names it, and its command is sent then', async () => {
    const loads: string[] = []
    const registry = createRegistry({
      note: async () => {
        loads.push('note')
        return { save: phoneCommand(saveNote, {}) }
      },
      action: async () => {
        loads.push('action')
        return {}
      },
    })
    const server = createApplyOnceServer()
    const device = createDevice({ registry, send: sendTo(server) })
    const tab = await device.openTab({ personId: 'p' })
    await device.rest()
    expect(loads).toEqual([])
    await enqueueCommand(tab.outbox, saveNote, { input, base: null })
    await device.rest()
    expect(server.effects).toHaveLength(1)
    expect(loads).toEqual(['note'])
  })

  test('that does not come is asked for again, and its command is neither lost nor called unknown', async () => {
    let broken = true
    const registry = createRegistry({
      note: async () => {
        if (broken) throw new Error('Failed to fetch dynamically imported module')
        return { save: phoneCommand(saveNote, {}) }
      },
    })
    const server = createApplyOnceServer()
    const device = createDevice({ registry, send: sendTo(server) })
    const tab = await device.openTab({ personId: 'p' })
    const kept = await enqueueCommand(tab.outbox, saveNote, { input, base: null })
    await device.pass(60_000)
    expect(tab.status.command(kept.commandId)).toEqual({ state: 'on-this-phone' })
    expect(tab.pending.getSnapshot()).toMatchObject([{ readable: false }])
    broken = false
    await device.pass(600_000)
    expect(server.effects).toHaveLength(1)
  })

  test('is not needed for a command that a screen brought along', () => {
    const registry = createRegistry({ note: () => Promise.reject(new Error('offline')) })
    const brought = phoneCommand(saveNote, {})
    registry.learn(brought)
    expect(registry.find('note.save')).toBe(brought)
    expect(registry.knowledge({ name: 'note.save', version: 1 })).toBe('known')
    expect(registry.knowledge({ name: 'note.other', version: 1 })).toBe('unloaded')
  })
})
