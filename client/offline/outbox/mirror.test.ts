import { describe, expect, test } from 'vitest'
import { addAction, named } from '#tests/support/apply-once-server.ts'
import { person, save, setting, states } from '#tests/support/note-phone.ts'
import { lossSeen, lostWork } from './apart.ts'
import { enqueueCommand } from './contract-values.ts'
import { readDraft, saveDraft } from './drafts.ts'

async function offline() {
  const phone = setting()
  phone.device.setOnline(false)
  const tab = await phone.device.openTab({ personId: person })
  await phone.device.rest()
  return { ...phone, tab }
}

describe('a browser that drops the database under the open app', () => {
  test('gets written again what the page holds, and it is sent once', async () => {
    const { device, server, tab } = await offline()
    await save(tab, 'a', 'first')
    await save(tab, 'b', 'second')
    await device.rest()
    await device.dropStorage()
    await tab.pending.refresh()
    expect(tab.pending.getSnapshot().map(({ commandId }) => commandId)).toHaveLength(2)
    expect((await device.rows()).commands).toHaveLength(2)
    device.setOnline(true)
    await device.rest()
    expect(server.effects.map(({ text }) => text)).toEqual(['first', 'second'])
    expect(tab.status.getSnapshot().unsent).toBe(0)
  })

  test('loses no draft of the page either', async () => {
    const { device, tab } = await offline()
    await saveDraft(tab.outbox, 'note:a', { text: 'half' })
    await device.dropStorage()
    expect((await readDraft(tab.outbox, 'note:a'))?.value).toEqual({ text: 'half' })
  })

  test('is noticed by the next thing that is written, which comes after what was there', async () => {
    const { device, server, tab } = await offline()
    await save(tab, 'a', 'first')
    await device.dropStorage()
    await save(tab, 'b', 'second')
    const { commands, persons } = await device.rows()
    expect(commands.map(({ seq }) => seq).toSorted()).toEqual([1, 2])
    expect(persons[0]?.nextSeq).toBe(3)
    device.setOnline(true)
    await device.rest()
    expect(server.effects.map(({ text }) => text)).toEqual(['first', 'second'])
  })

  test('does not hold up what waited for something that was sent meanwhile', async () => {
    const { device, server, tab } = await offline()
    await save(tab, 'a', 'note')
    const input = { id: named('x'), noteId: named('a'), text: 'on it' }
    await enqueueCommand(tab.outbox, addAction, { input, base: null })
    await device.dropStorage()
    device.setOnline(true)
    await device.rest()
    expect(server.effects.map(({ text }) => text)).toEqual(['note', 'on it'])
  })

  test('is made good once where two pages are open', async () => {
    const { device, server, tab } = await offline()
    const second = await device.openTab({ personId: person })
    await save(tab, 'a', 'first')
    await save(second, 'b', 'second')
    await device.rest()
    await device.dropStorage()
    await Promise.all([tab.pending.refresh(), second.pending.refresh()])
    expect((await device.rows()).commands).toHaveLength(2)
    device.setOnline(true)
    await device.rest()
    expect(server.effects.map(({ text }) => text)).toEqual(['first', 'second'])
  })
})

describe('a phone that has no room to write it again', () => {
  test('shows it as unsent and as not safe, and writes it again once there is room', async () => {
    const { device, tab } = await offline()
    await save(tab, 'a', 'first')
    await device.rest()
    device.setFull(true)
    await device.dropStorage()
    await tab.pending.refresh()
    await device.rest()
    expect(tab.status.getSnapshot()).toMatchObject({ unsent: 1, safe: false })
    expect((await device.rows()).commands).toEqual([])
    device.setFull(false)
    await device.pass(60_000)
    expect(tab.status.getSnapshot()).toMatchObject({ unsent: 1, safe: true })
    expect((await device.rows()).commands).toHaveLength(1)
  })

  test('sends it from the page, once, and lets go of it', async () => {
    const { device, server, tab } = await offline()
    await save(tab, 'a', 'first')
    await save(tab, 'a', 'again', null)
    await device.rest()
    device.setFull(true)
    await device.dropStorage()
    device.setOnline(true)
    await device.pass(60_000)
    expect(server.effects.map(({ text }) => text)).toEqual(['first', 'again'])
    expect(new Set(server.arrivals).size).toBe(server.arrivals.length)
    expect(tab.status.getSnapshot().unsent).toBe(0)
  })

  test('sends what it holds though it can note nothing down, and does not show it as unsent', async () => {
    const { device, server, tab } = await offline()
    await save(tab, 'a', 'first')
    await device.rest()
    device.setFull(true)
    device.setOnline(true)
    await device.pass(60_000)
    expect(server.effects.map(({ text }) => text)).toEqual(['first'])
    expect(tab.status.getSnapshot().unsent).toBe(0)
    device.setFull(false)
    await device.pass(60_000)
    expect(await states(tab)).toEqual([])
    expect((await device.rows()).commands).toEqual([])
  })
})

test('a full phone goes on sending after what it could not note down', async () => {
  const { device, server, tab } = await offline()
  await save(tab, 'a', 'first')
  await device.rest()
  device.setFull(true)
  device.setOnline(true)
  await device.pass(60_000)
  device.setOnline(false)
  device.setFull(false)
  await save(tab, 'b', 'second')
  await device.rest()
  device.setFull(true)
  device.setOnline(true)
  await device.pass(60_000)
  expect(server.effects.map(({ text }) => text)).toEqual(['first', 'second'])
  expect(tab.status.getSnapshot().unsent).toBe(0)
})

describe('a start that finds another database than the one that mirror work', () => {
  test('says how much was lost until its person has seen it', async () => {
    const { device, tab } = await offline()
    await save(tab, 'a', 'first')
    await saveDraft(tab.outbox, 'note:b', { text: 'half' })
    await device.rest()
    tab.kill()
    await device.dropStorage()
    const next = await device.openTab({ personId: person })
    expect(lostWork(next.outbox)).toEqual({ commands: 1, drafts: 1 })
    await device.rest()
    await next.close()
    const later = await device.openTab({ personId: person })
    expect(lostWork(later.outbox)).toEqual({ commands: 1, drafts: 1 })
    lossSeen(later.outbox)
    expect(lostWork(later.outbox)).toBeUndefined()
  })

  test('says nothing where everything had been sent', async () => {
    const { device, server, tab } = await offline()
    await save(tab, 'a', 'first')
    device.setOnline(true)
    await device.rest()
    expect(server.effects).toHaveLength(1)
    await tab.close()
    await device.dropStorage()
    expect(lostWork((await device.openTab({ personId: person })).outbox)).toBeUndefined()
  })
})
