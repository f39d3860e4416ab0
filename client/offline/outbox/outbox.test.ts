import { describe, expect, test } from 'vitest'
import { createApplyOnceServer, noteRegistry, saveNote, sendTo } from '#tests/support/apply-once-server.ts'
import { createDevice } from '#tests/support/offline-device.ts'
import { enqueueCommand } from './contract-values.ts'
import { listDrafts, readDraft, removeDraft, saveDraft } from './drafts.ts'
import { enqueue, listCommands, readInput } from './outbox.ts'

const person = 'person-a'
const other = 'person-b'

async function phone(makeRoom?: () => Promise<boolean>) {
  const device = createDevice({
    registry: noteRegistry,
    send: sendTo(createApplyOnceServer()),
    ...(makeRoom ? { makeRoom } : {}),
  })
  device.setOnline(false)
  const tab = await device.openTab({ personId: person })
  return { device, tab, outbox: tab.outbox }
}

const note = (id: string, text = 'text') => ({ input: { id, text }, base: null })

describe('enqueue', () => {
  test('resolves when the record is durable: a tab killed in that moment leaves it behind', async () => {
    const { device, tab, outbox } = await phone()
    const record = await enqueueCommand(outbox, saveNote, note('n1'))
    tab.kill()
    const { commands } = await device.rows()
    expect(commands.map((command) => command.commandId)).toEqual([record.commandId])
    expect(new Set(device.durabilities())).toEqual(new Set(['strict']))
  })

  test('nothing that the person wrote lies on the phone in the clear', async () => {
    const { device, outbox } = await phone()
    const secret = '재계약 전 면담에서 나온 이야기 canary-7f3a'
    await enqueueCommand(outbox, saveNote, note('n1', secret))
    await saveDraft(outbox, 'note:n2', { text: secret })
    const { commands, drafts } = await device.rows()
    const bytes = [...commands, ...(drafts as { ciphertext: ArrayBuffer }[])].map((row) =>
      Buffer.from(row.ciphertext),
    )
    expect(bytes).toHaveLength(2)
    for (const byte of bytes) {
      expect(byte.includes(Buffer.from('canary'))).toBe(false)
      expect(byte.includes(Buffer.from('재계약'))).toBe(false)
    }
    const clear = JSON.stringify([commands, drafts])
    expect(clear).not.toContain('canary')
    expect((await device.rows()).keys.map((key) => key.key.extractable)).toEqual([false])
    const [record] = await listCommands(outbox)
    if (!record) throw new Error('no record')
    expect(await readInput(outbox, record)).toEqual({ id: 'n1', text: secret })
  })

  test('a ciphertext moved to another record does not open', async () => {
    const { outbox } = await phone()
    const first = await enqueueCommand(outbox, saveNote, note('n1', 'mine'))
    const second = await enqueueCommand(outbox, saveNote, note('n2', 'other'))
    const forged = { ...second, iv: first.iv, ciphertext: first.ciphertext }
    await expect(readInput(outbox, forged)).rejects.toThrow()
  })

  test('two tabs allot one row of numbers and one device id', async () => {
    const { device, outbox } = await phone()
    const second = await device.openTab({ personId: person })
    expect(second.outbox.person.device).toBe(outbox.person.device)
    const records = await Promise.all(
      [outbox, second.outbox, outbox, second.outbox].map((outbox, index) =>
        enqueueCommand(outbox, saveNote, note(`n${index}`)),
      ),
    )
    expect(records.map((record) => record.seq).sort()).toEqual([1, 2, 3, 4])
    expect((await listCommands(outbox)).map((command) => command.seq)).toEqual([1, 2, 3, 4])
  })

  test('depends on earlier commands that write what it writes or refers to, and on nothing else', async () => {
    const { outbox } = await phone()
    const put = (entities: string[], refs: string[] = []) =>
      enqueue(outbox, { name: 'note.save', version: 1, input: {}, base: null, entities, refs })
    const a = await put(['a'])
    const b = await put(['b'])
    const onA = await put(['c'], ['a'])
    const both = await put(['b', 'a'])
    const none = await put(['d'])
    expect(onA.dependsOn).toEqual([a.commandId])
    expect(both.dependsOn).toEqual([a.commandId, b.commandId])
    expect(none.dependsOn).toEqual([])
  })

  test('a double tap with the id that the editor chose is one command', async () => {
    const { outbox } = await phone()
    const tap = () => enqueueCommand(outbox, saveNote, { ...note('n1'), commandId: 'tap-1' })
    const [first, second] = await Promise.all([tap(), tap()])
    expect(second).toEqual(first)
    expect(await listCommands(outbox)).toHaveLength(1)
  })

  test('an input that its schema refuses is refused before it is written', async () => {
    const { outbox } = await phone()
    const wrong = JSON.parse('{"id":"n1"}')
    await expect(enqueueCommand(outbox, saveNote, { input: wrong, base: null })).rejects.toMatchObject({
      code: 'INVALID',
      details: { field: 'text' },
    })
    expect(await listCommands(outbox)).toEqual([])
  })
})

describe('a full phone', () => {
  test('refuses with a reason, writes nothing, and works again when there is room', async () => {
    const { device, outbox } = await phone()
    await saveDraft(outbox, 'note:n1', 'the text')
    device.setFull(true)
    const attempt = enqueueCommand(outbox, saveNote, { ...note('n1'), draftKey: 'note:n1' })
    await expect(attempt).rejects.toMatchObject({ name: 'OfflineRefusal', reason: 'storage-full' })
    await expect(saveDraft(outbox, 'note:n1', 'longer')).rejects.toMatchObject({ reason: 'storage-full' })
    expect(await listCommands(outbox)).toEqual([])
    expect((await readDraft(outbox, 'note:n1'))?.value).toBe('the text')
    device.setFull(false)
    expect((await enqueueCommand(outbox, saveNote, note('n1'))).seq).toBe(1)
  })

  test('takes room from the read cache before it refuses', async () => {
    let asked = 0
    const { device, outbox } = await phone(async () => {
      asked += 1
      device.setFull(false)
      return true
    })
    device.setFull(true)
    await enqueueCommand(outbox, saveNote, note('n1'))
    expect(asked).toBe(1)
    expect(await listCommands(outbox)).toHaveLength(1)
  })
})

describe('two people on one phone', () => {
  test('neither lists nor reads what the other wrote', async () => {
    const { device, outbox } = await phone()
    const theirs = await device.openTab({ personId: other })
    const mine = await enqueueCommand(outbox, saveNote, note('n1', 'mine'))
    await saveDraft(outbox, 'note:n2', 'mine')
    expect(await listCommands(theirs.outbox)).toEqual([])
    expect(await listDrafts(theirs.outbox)).toEqual([])
    expect(theirs.outbox.person.device).not.toBe(outbox.person.device)
    await expect(readInput(theirs.outbox, mine)).rejects.toMatchObject({ reason: 'locked' })
    await device.rest()
    expect(theirs.pending.getSnapshot()).toEqual([])
  })
})

describe('drafts', () => {
  test('survive the tab, and go in the transaction that makes the command durable', async () => {
    const { device, tab } = await phone()
    await saveDraft(tab.outbox, 'note:n1', { text: 'half a sent' })
    tab.kill()
    const { outbox } = await device.openTab({ personId: person })
    expect((await readDraft(outbox, 'note:n1'))?.value).toEqual({ text: 'half a sent' })
    // A pause just before the tap: its save may not come back after the command took the draft.
    let encrypted = () => {}
    const busy = new Promise<void>((resolve) => {
      encrypted = resolve
    })
    const { subtle } = outbox.platform.crypto
    const encrypt: SubtleCrypto['encrypt'] = (...args) => busy.then(() => subtle.encrypt(...args))
    const slow = {
      ...outbox.platform.crypto,
      subtle: Object.assign(Object.create(subtle) as SubtleCrypto, { encrypt }),
    }
    const platform = { ...outbox.platform, crypto: slow }
    const pause = saveDraft({ ...outbox, platform }, 'note:n1', { text: 'half a sentence' })
    const tap = enqueueCommand(outbox, saveNote, { ...note('n1', 'a sentence'), draftKey: 'note:n1' })
    await device.rest()
    encrypted()
    await Promise.all([pause, tap])
    expect(await readDraft(outbox, 'note:n1')).toBeNull()
  })

  test('are listed latest first and can be thrown away', async () => {
    const { device, outbox } = await phone()
    await saveDraft(outbox, 'a', 1)
    device.clock.advance(1000)
    await saveDraft(outbox, 'b', 2)
    expect((await listDrafts(outbox)).map((draft) => draft.draftKey)).toEqual(['b', 'a'])
    await removeDraft(outbox, 'b')
    expect((await listDrafts(outbox)).map((draft) => draft.draftKey)).toEqual(['a'])
  })
})
