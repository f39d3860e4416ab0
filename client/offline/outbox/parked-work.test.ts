import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/core/errors.ts'
import {
  addAction,
  createApplyOnceServer,
  named,
  noteRegistry,
  saveNote,
  sendTo,
} from '#tests/support/apply-once-server.ts'
import { createDevice } from '#tests/support/offline-device.ts'
import { enqueueCommand, newCommand } from './contract-values.ts'
import { readDraft, saveDraft } from './drafts.ts'
import { listCommands, listDependents } from './outbox.ts'
import { discard, replaceCommand, retry } from './parked-work.ts'

const id = named('a')

/** A note that the server refuses, an action on it, a second save of it, and a note of its own. */
async function parked() {
  const server = createApplyOnceServer()
  server.refuse = ({ input }) => {
    if (JSON.stringify(input).includes('poison')) throw new AppError('INVALID')
  }
  const device = createDevice({ registry: noteRegistry, send: sendTo(server) })
  const { outbox, status } = await device.openTab({ personId: 'person-a' })
  const bad = await enqueueCommand(outbox, saveNote, { input: { id, text: 'poison' }, base: null })
  await device.rest()
  const onIt = { id: named('x'), noteId: id, text: 'do' }
  const action = await enqueueCommand(outbox, addAction, { input: onIt, base: null })
  const again = await enqueueCommand(outbox, saveNote, { input: { id, text: 'second' }, base: null })
  await device.rest()
  return { server, device, outbox, status, bad, action, again }
}

describe('edit and send again', () => {
  test('the edited command has an id of its own, keeps its place and frees what waited for it', async () => {
    const { server, device, outbox, bad } = await parked()
    await saveDraft(outbox, 'note:a', 'better')
    const better = newCommand(saveNote, { id, text: 'better' }, { base: null, draftKey: 'note:a' })
    const edited = await replaceCommand(outbox, bad.commandId, better)
    expect(edited.commandId).not.toBe(bad.commandId)
    expect(edited.seq).toBe(bad.seq)
    expect(await readDraft(outbox, 'note:a')).toBeNull()
    await device.rest()
    expect(server.effects.map((effect) => effect.text)).toEqual(['better', 'do', 'second'])
    expect(await listCommands(outbox)).toEqual([])
  })

  test('what still is wrong is parked again with the same followers', async () => {
    const { device, outbox, bad, action, again } = await parked()
    const worse = newCommand(saveNote, { id, text: 'more poison' }, { base: null })
    const edited = await replaceCommand(outbox, bad.commandId, worse)
    await device.rest()
    const left = await listCommands(outbox)
    expect(left.map((record) => record.commandId)).toEqual([
      edited.commandId,
      action.commandId,
      again.commandId,
    ])
    expect(left.map((record) => record.error?.because)).toEqual([
      undefined,
      edited.commandId,
      edited.commandId,
    ])
  })

  test('what the server may have is not edited into a second write', async () => {
    const server = createApplyOnceServer()
    const send = sendTo(server)
    const device = createDevice({
      registry: noteRegistry,
      async send(call, signal) {
        await send(call, signal)
        throw new TypeError('Failed to fetch')
      },
    })
    const { outbox } = await device.openTab({ personId: 'person-a' })
    const record = await enqueueCommand(outbox, saveNote, { input: { id, text: 'text' }, base: null })
    await device.rest()
    const edit = replaceCommand(
      outbox,
      record.commandId,
      newCommand(saveNote, { id, text: 'b' }, { base: null }),
    )
    await expect(edit).rejects.toMatchObject({ reason: 'being-sent' })
    // It can be thrown away here, but is named as one that may have arrived.
    expect(await discard(outbox, record.commandId, [])).toEqual([record.commandId])
  })
})

describe('send again as it is', () => {
  test('keeps the id, and takes its followers along', async () => {
    const { server, device, outbox, bad, action } = await parked()
    await expect(retry(outbox, action.commandId)).rejects.toMatchObject({ reason: 'depends' })
    server.refuse = () => {}
    await retry(outbox, bad.commandId)
    await device.rest()
    expect(server.effects.map((effect) => effect.text)).toEqual(['poison', 'do', 'second'])
    expect(server.effects[0]?.id).toBe(bad.commandId)
  })
})

describe('discard', () => {
  test('takes what depends on it, but only as it was shown', async () => {
    const { outbox, bad, action, again } = await parked()
    const shown = (await listDependents(outbox, bad.commandId)).map((dependent) => dependent.commandId)
    expect(shown).toEqual([action.commandId, again.commandId])
    const third = await enqueueCommand(outbox, saveNote, { input: { id, text: 'third' }, base: null })
    await expect(discard(outbox, bad.commandId, shown)).rejects.toMatchObject({ reason: 'changed' })
    expect(await listCommands(outbox)).toHaveLength(4)
    await discard(outbox, bad.commandId, [...shown, third.commandId])
    expect(await listCommands(outbox)).toEqual([])
    await expect(discard(outbox, bad.commandId, [])).rejects.toMatchObject({ reason: 'gone' })
  })

  test('undo: within its time a command is gone before it was sent', async () => {
    const server = createApplyOnceServer()
    const device = createDevice({ registry: noteRegistry, send: sendTo(server) })
    const { outbox } = await device.openTab({ personId: 'person-a' })
    const delayed = { input: { id, text: 'text' }, base: null, notBefore: device.clock.now() + 10_000 }
    const undone = await enqueueCommand(outbox, saveNote, delayed)
    await device.pass(9_000)
    expect(await discard(outbox, undone.commandId, [])).toEqual([])
    await enqueueCommand(outbox, saveNote, { ...delayed, notBefore: device.clock.now() + 10_000 })
    await device.pass(9_999)
    expect(server.arrivals).toEqual([])
    await device.pass(1)
    expect(server.effects).toHaveLength(1)
  })
})
