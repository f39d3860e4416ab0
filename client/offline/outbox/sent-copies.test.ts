import { describe, expect, test } from 'vitest'
import { sentDatabaseName } from '#client/offline/outbox/database-names.ts'
import { AppError } from '#shared/core/errors.ts'
import { named } from '#tests/support/apply-once-server.ts'
import { person, save, setting, states } from '#tests/support/note-phone.ts'
import type { Tab } from '#tests/support/offline-device.ts'
import { listCommands } from './outbox.ts'
import { retry } from './parked-work.ts'
import { bringBackLost, keepCopy } from './sent-copies.ts'

/** A phone that has sent these notes to a server, each after the one before. */
async function sent(...texts: [id: string, text: string][]) {
  const phone = setting()
  const tab = await phone.device.openTab({ personId: person })
  for (const [id, text] of texts) {
    const base = phone.server.version(named(id))
    await save(tab, id, text, base)
    await phone.device.rest()
  }
  return { ...phone, tab }
}
const copies = (tab: Tab) => tab.outbox.sent.read(['copies'], (tx) => tx.objectStore('copies').getAll())
const knowsNothing = async () => []
const knowsAll = async (ids: string[]) => ids

describe('a server that was put back to an earlier state', () => {
  test('gets again, once the person says so, what it no longer has', async () => {
    const { device, tab } = await sent(['a', 'first'], ['b', 'second'])
    const [, second] = await copies(tab)
    expect(await bringBackLost(tab.outbox, async (ids) => ids.filter((id) => id !== second?.commandId))).toBe(
      1,
    )
    const [back] = await listCommands(tab.outbox)
    expect(back).toMatchObject({
      commandId: second?.commandId,
      state: 'attention',
      error: { code: 'RESTORED' },
    })
    await retry(tab.outbox, back?.commandId ?? '')
    await device.rest()
    expect(await states(tab)).toEqual([])
  })

  test('is not bothered where it has everything', async () => {
    const { tab } = await sent(['a', 'first'])
    expect(await bringBackLost(tab.outbox, knowsAll)).toBe(0)
    expect(await states(tab)).toEqual([])
  })

  test('takes what was written on top of what is gone, in the order in which it was written', async () => {
    const { device, server, tab } = await sent(['a', 'first'], ['a', 'second'])
    expect(await bringBackLost(tab.outbox, knowsNothing)).toBe(2)
    const [earlier, later] = await listCommands(tab.outbox)
    expect(later?.dependsOn).toEqual([earlier?.commandId])
    await retry(tab.outbox, later?.commandId ?? '')
    await device.rest()
    expect(server.arrivals).toHaveLength(2)
    await retry(tab.outbox, earlier?.commandId ?? '')
    await device.rest()
    expect(server.arrivals.slice(2)).toEqual([earlier?.commandId, later?.commandId])
    expect(await states(tab)).toEqual([])
  })

  test('takes an edit that was refused for a version that it had lost', async () => {
    const { device, server, tab } = await sent(['a', 'first'])
    device.setOnline(false)
    await save(tab, 'a', 'edited', server.version(named('a')))
    server.refuse = ({ meta }) => {
      if (meta.base !== null) throw new AppError('CONFLICT')
    }
    device.setOnline(true)
    await device.rest()
    expect(await states(tab)).toEqual(['attention'])
    await bringBackLost(tab.outbox, knowsNothing)
    server.refuse = () => undefined
    const [lost] = await listCommands(tab.outbox)
    await retry(tab.outbox, lost?.commandId ?? '')
    await device.rest()
    expect(await states(tab)).toEqual([])
    expect(server.text(named('a'))).toBe('edited')
  })

  test('does not make own versions of what is there now', async () => {
    const { device, server, tab } = await sent(['a', 'first'], ['a', 'second'])
    await bringBackLost(tab.outbox, knowsNothing)
    const rows = await tab.outbox.connection.read(['ownVersions'], (tx) =>
      tx.objectStore('ownVersions').getAll(),
    )
    expect(rows).toEqual([])
    expect(server.version(named('a'))).toBe(2)
    await device.rest()
  })
})

describe('copies of what was sent', () => {
  test('go after a week', async () => {
    const { device, tab } = await sent(['a', 'first'])
    await device.pass(8 * 24 * 3600_000)
    await save(tab, 'b', 'second')
    await device.rest()
    expect((await copies(tab)).map(({ record }) => record.entities)).toEqual([[named('b')]])
  })

  test('go with what a later command deletes', async () => {
    const { tab } = await sent(['a', 'first'], ['b', 'second'])
    const [first] = await copies(tab)
    if (!first) throw new Error('no copy')
    const record = { ...first.record, commandId: 'a later one' }
    await keepCopy(
      tab.outbox,
      record,
      ({ name, entities }) => name === 'note.save' && entities.includes(named('a')),
    )
    expect((await copies(tab)).map(({ commandId }) => commandId).sort()).not.toContain(first.commandId)
  })

  test('are sealed, and lie apart from the outbox', async () => {
    const { tab } = await sent(['a', 'canary-31fe'])
    const [copy] = await copies(tab)
    expect(JSON.stringify(copy)).not.toContain('canary')
    expect(Buffer.from(copy?.record.ciphertext ?? new ArrayBuffer(0)).includes('canary')).toBe(false)
    expect(sentDatabaseName).not.toBe('dure-outbox')
  })
})
