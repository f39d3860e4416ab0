import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { foldView, type PendingCommand } from '#client/offline/cache/fold.ts'
import { useEntityStatus, usePending, useSyncStatus } from '#client/offline/react/use-sync-status.ts'
import { AppError } from '#shared/core/errors.ts'
import {
  createApplyOnceServer,
  type Notes,
  named,
  noteRegistry,
  saveNote,
  sendTo,
} from '#tests/support/apply-once-server.ts'
import { createDevice } from '#tests/support/offline-device.ts'
import { enqueueCommand, newCommand } from './contract-values.ts'
import { enqueue } from './outbox.ts'
import { discard } from './parked-work.ts'
import { OfflineRefusal } from './refusal.ts'

const reader = { by: { personId: 'p', name: '서연' }, nameOf: () => null }
const fold = (notes: Notes, pending: readonly PendingCommand[]) =>
  foldView(notes, { query: 'note.texts', asked: undefined }, { registry: noteRegistry, reader, pending })
const a = named('a')

function setting() {
  const server = createApplyOnceServer()
  const shown: Notes = {}
  const device = createDevice({
    registry: noteRegistry,
    send: sendTo(server),
    onResult({ input }) {
      Object.assign(shown, fold(shown, [pendingOf(input)]))
    },
  })
  return { server, device, shown }
}

const pendingOf = (input: unknown) => ({
  commandId: 'c',
  seq: 1,
  name: 'note.save',
  input,
  base: null,
  entities: [],
  refs: [],
  claimedAt: '',
  state: 'waiting' as const,
  error: null,
  attempts: 0,
  dependsOn: [],
  readable: true,
})

describe('what the screen shows', () => {
  test("is the server's data with the pending commands over it, in order, in every tab", async () => {
    const { device, shown } = setting()
    device.setOnline(false)
    const tab = await device.openTab({ personId: 'p' })
    const second = await device.openTab({ personId: 'p' })
    for (const text of ['one', 'two']) {
      await enqueueCommand(tab.outbox, saveNote, { input: { id: a, text }, base: null })
    }
    await device.rest()
    for (const { pending } of [tab, second]) {
      expect(fold(shown, pending.getSnapshot())).toEqual({ [a]: 'two' })
      expect(pending.getSnapshot()).toBe(pending.getSnapshot())
    }
    // At no moment of the sending does it show anything else.
    const seen = new Set<string | undefined>()
    tab.pending.subscribe(() => seen.add(fold(shown, tab.pending.getSnapshot())[a]))
    device.setOnline(true)
    await device.rest()
    expect([...seen]).toEqual(['two'])
    expect(tab.pending.getSnapshot()).toEqual([])
    expect(shown[a]).toBe('two')
  })

  test('holds a command from the tap on, and claims nothing of it until it is durable', async () => {
    const { device, shown } = setting()
    device.setOnline(false)
    const { outbox, pending, status } = await device.openTab({ personId: 'p' })
    const made = { ...newCommand(saveNote, { id: a, text: 'tapped' }, { base: null }), commandId: named('c') }
    const text = () => fold(shown, pending.getSnapshot())[a]
    let write = () => {}
    const room = new Promise<void>((resolve) => {
      write = resolve
    })
    const keeping = pending.keep(made, () => room.then(() => enqueue(outbox, made)))
    expect(text()).toBe('tapped')
    expect(status.entity(a)).toEqual({ state: 'keeping' })
    expect(status.getSnapshot().unsent).toBe(0)
    const seen = new Set<string | undefined>()
    pending.subscribe(() => seen.add(text()))
    write()
    expect((await keeping).commandId).toBe(made.commandId)
    await device.rest()
    expect([...seen]).toEqual(['tapped'])
    expect(status.entity(a)).toEqual({ state: 'on-this-phone' })
    expect(pending.getSnapshot()).toHaveLength(1)

    const again = {
      ...newCommand(saveNote, { id: a, text: 'refused' }, { base: null }),
      commandId: named('d'),
    }
    const refused = pending.keep(again, () => Promise.reject(new OfflineRefusal('storage-full')))
    expect(text()).toBe('refused')
    await expect(refused).rejects.toThrow(OfflineRefusal)
    expect(text()).toBe('tapped')
    expect(status.entity(a)).toEqual({ state: 'on-this-phone' })
  })

  test('leaves a view alone that nothing concerns, and skips what it cannot read', () => {
    const notes: Notes = { [a]: 'text' }
    expect(fold(notes, [pendingOf({ id: a, text: 'text' })])).toBe(notes)
    expect(fold(notes, [{ ...pendingOf(undefined), readable: false }])).toBe(notes)
    // What no longer passes its schema is sent, for the server to judge, and not shown.
    expect(fold(notes, [pendingOf({ id: a })])).toBe(notes)
    expect(fold(notes, [{ ...pendingOf({}), name: 'other' }])).toBe(notes)
  })
})

describe('the state of one item', () => {
  test('goes from on this phone to sending to sent, and is forgotten after a while', async () => {
    const { device } = setting()
    device.setOnline(false)
    const { outbox, status, sync } = await device.openTab({ personId: 'p' })
    const seen: string[] = []
    status.subscribe(() => {
      const state = status.entity(a)?.state ?? 'none'
      if (seen.at(-1) !== state) seen.push(state)
    })
    const { commandId } = await enqueueCommand(outbox, saveNote, {
      input: { id: a, text: 'text' },
      base: null,
    })
    await device.rest()
    expect(status.getSnapshot()).toMatchObject({ unsent: 1, online: false, lastSentAt: null })
    device.setOnline(true)
    await device.rest()
    expect(seen).toEqual(['none', 'on-this-phone', 'sending', 'sent'].slice(seen[0] === 'none' ? 0 : 1))
    expect(status.command(commandId)).toEqual({ state: 'sent', at: device.clock.now() })
    expect(status.getSnapshot()).toMatchObject({ unsent: 0, lastSentAt: device.clock.now() })
    await device.pass(11 * 60_000)
    await sync.sendNow()
    await enqueueCommand(outbox, saveNote, { input: { id: named('b'), text: 'text' }, base: null })
    await device.rest()
    expect(status.command(commandId)).toBeNull()
  })

  test('needs attention until it is thrown away', async () => {
    const { server, device } = setting()
    server.refuse = () => {
      throw new AppError('FORBIDDEN')
    }
    const { outbox, status } = await device.openTab({ personId: 'p' })
    const { commandId } = await enqueueCommand(outbox, saveNote, {
      input: { id: a, text: 'text' },
      base: null,
    })
    await device.rest()
    const error = { code: 'FORBIDDEN', details: {} }
    expect(status.entity(a)).toEqual({ state: 'needs-attention', error, commandId })
    await discard(outbox, commandId, [])
    await device.rest()
    expect(status.entity(a)).toBeNull()
    expect(status.getSnapshot()).toMatchObject({ unsent: 0, attention: 0 })
  })
})

test('the hooks read the stores', async () => {
  const { device } = setting()
  device.setOnline(false)
  const { outbox, status, pending } = await device.openTab({ personId: 'p' })
  await enqueueCommand(outbox, saveNote, { input: { id: a, text: 'text' }, base: null })
  await device.rest()
  function Mark() {
    const { unsent, online, paused } = useSyncStatus(status)
    const item = useEntityStatus(status, a)
    return `${unsent} ${online} ${paused} ${item?.state} ${usePending(pending).length}`
  }
  expect(renderToStaticMarkup(createElement(Mark))).toBe('1 false none on-this-phone 1')
})
