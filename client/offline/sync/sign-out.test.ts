import { describe, expect, test } from 'vitest'
import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import { listDrafts, readDraft, saveDraft } from '#client/offline/outbox/drafts.ts'
import { enqueue, listCommands, openOutbox } from '#client/offline/outbox/outbox.ts'
import {
  createApplyOnceServer,
  named,
  noteRegistry,
  saveNote,
  sendTo,
} from '#tests/support/apply-once-server.ts'
import { createDevice, type Tab } from '#tests/support/offline-device.ts'
import { signOut } from './sign-out.ts'

const person = 'person-a'

async function withUnsent() {
  const server = createApplyOnceServer()
  const device = createDevice({ registry: noteRegistry, send: sendTo(server) })
  device.setOnline(false)
  const tab = await device.openTab({ personId: person })
  await save(tab, 'a')
  await save(tab, 'b')
  await device.rest()
  let cleared = 0
  const parts = {
    outbox: tab.outbox,
    sync: tab.sync,
    cache: {
      clear: async () => {
        cleared += 1
      },
    },
  }
  return { server, device, tab, parts, cleared: () => cleared }
}

const save = (tab: Tab, name: string) =>
  enqueueCommand(tab.outbox, saveNote, { input: { id: named(name), text: `text ${name}` }, base: null })

async function asked(parts: Parameters<typeof signOut>[0]) {
  const outcome = await signOut(parts)
  if (outcome.kind !== 'ask') throw new Error('did not ask')
  return outcome
}

describe('with unsent work', () => {
  test('asks and changes nothing', async () => {
    const { tab, parts, cleared } = await withUnsent()
    await saveDraft(tab.outbox, 'note:c', 'half')
    const { unsent, choices } = await asked(parts)
    expect(unsent.commandIds).toHaveLength(2)
    expect(unsent.draftKeys).toEqual(['note:c'])
    expect(choices).toEqual(['send-first', 'keep-locked', 'delete'])
    expect(await listCommands(tab.outbox)).toHaveLength(2)
    expect(cleared()).toBe(0)
  })

  test('send first: signs out when all has arrived, asks again when it has not', async () => {
    const { server, device, parts, cleared } = await withUnsent()
    server.refuse = () => {
      throw new TypeError('Failed to fetch')
    }
    expect((await signOut(parts, { kind: 'send-first' })).kind).toBe('ask')
    server.refuse = () => {}
    device.setOnline(true)
    expect(await signOut(parts, { kind: 'send-first' })).toEqual({ kind: 'signed-out' })
    expect(server.effects).toHaveLength(2)
    expect(cleared()).toBe(1)
    // Without unsent work not even the key stays; the device keeps its id and its count.
    const { persons, keys } = await device.rows()
    expect(persons).toMatchObject([{ keyId: null, locked: false, nextSeq: 3 }])
    expect(keys).toEqual([])
  })

  test('keep locked: nothing is readable until the same person signs in again', async () => {
    const { server, device, tab, parts, cleared } = await withUnsent()
    await saveDraft(tab.outbox, 'note:c', 'half')
    const second = await device.openTab({ personId: person })
    expect(await signOut(parts, { kind: 'keep-locked' })).toEqual({ kind: 'signed-out' })
    expect(cleared()).toBe(1)
    await device.rest()
    expect(second.pending.getSnapshot()).toEqual([])
    await expect(listCommands(second.outbox)).rejects.toMatchObject({ reason: 'locked' })
    await expect(save(second, 'd')).rejects.toMatchObject({ reason: 'locked' })
    await expect(device.openTab({ personId: person })).rejects.toMatchObject({ reason: 'locked' })
    const other = await device.openTab({ personId: 'person-b', justSignedIn: true })
    expect(await listCommands(other.outbox)).toEqual([])
    device.setOnline(true)
    device.wake()
    await device.pass(600_000)
    expect(server.arrivals).toEqual([])
    const back = await device.openTab({ personId: person, justSignedIn: true })
    expect((await readDraft(back.outbox, 'note:c'))?.value).toBe('half')
    await device.rest()
    expect(server.effects.map((effect) => effect.text)).toEqual(['text a', 'text b'])
  })

  test('delete: exactly what was shown, and nothing when more has come', async () => {
    const { server, device, tab, parts } = await withUnsent()
    const { unsent } = await asked(parts)
    await save(tab, 'c')
    const outcome = await signOut(parts, { kind: 'delete', shown: unsent })
    expect(outcome.kind).toBe('ask')
    expect(await listCommands(tab.outbox)).toHaveLength(3)
    const now = await asked(parts)
    expect(await signOut(parts, { kind: 'delete', shown: now.unsent })).toEqual({ kind: 'signed-out' })
    expect((await device.rows()).commands).toEqual([])
    expect(server.arrivals).toEqual([])
  })

  test('a draft alone is work too, and cannot be sent', async () => {
    const { device, tab, parts } = await withUnsent()
    device.setOnline(true)
    await device.rest()
    await saveDraft(tab.outbox, 'note:c', 'half')
    const { unsent, choices } = await asked(parts)
    expect(unsent).toEqual({ commandIds: [], draftKeys: ['note:c'] })
    expect(choices).toEqual(['keep-locked', 'delete'])
    await signOut(parts, { kind: 'delete', shown: unsent })
    expect((await device.rows()).drafts).toEqual([])
  })
})

test('signing in again after a clean sign-out keeps the device and its numbers, with another key', async () => {
  const { device, parts } = await withUnsent()
  device.setOnline(true)
  await device.rest()
  const before = parts.outbox.person.device
  expect(await signOut(parts)).toEqual({ kind: 'signed-out' })
  const { outbox } = await device.openTab({ personId: person, justSignedIn: true })
  expect(outbox.person.device).toBe(before)
  const command = { name: 'note.save', version: 1, input: {}, base: null, entities: [named('z')] }
  expect((await enqueue(outbox, command)).seq).toBe(3)
  // The session that was left open elsewhere holds a key that is gone: it must not write with it.
  await expect(enqueue(parts.outbox, command)).rejects.toMatchObject({ reason: 'signed-out' })
  await expect(listDrafts(parts.outbox)).rejects.toMatchObject({ reason: 'signed-out' })
})

test('a session without a phone that works says so', async () => {
  const device = createDevice({ registry: noteRegistry, send: sendTo(createApplyOnceServer()) })
  const platform = device.platformOf({})
  const broken = {
    ...platform,
    indexedDB: Object.assign(Object.create(platform.indexedDB) as IDBFactory, {
      open() {
        throw new DOMException('denied', 'SecurityError')
      },
    }),
  }
  const opening = openOutbox({ personId: person, platform: broken })
  await expect(opening).rejects.toMatchObject({ reason: 'storage-broken' })
})
