import { describe, expect, test } from 'vitest'
import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import { claimNext, park } from '#client/offline/outbox/delivery.ts'
import { listCommands } from '#client/offline/outbox/outbox.ts'
import { AppError } from '#shared/core/errors.ts'
import {
  addAction,
  createApplyOnceServer,
  named,
  noteRegistry,
  sendTo,
} from '#tests/support/apply-once-server.ts'
import { person, save, setting, states } from '#tests/support/note-phone.ts'
import { createDevice } from '#tests/support/offline-device.ts'
import { longestBackoff } from './backoff.ts'

describe('what goes wrong', () => {
  test('a lost answer is repeated under the same id and applied once', async () => {
    let lose = 1
    const { server, device, delivered } = setting((send) => async (call, signal) => {
      const result = await send(call, signal)
      if (lose > 0) {
        lose -= 1
        throw new TypeError('Failed to fetch')
      }
      return result
    })
    const tab = await device.openTab({ personId: person })
    await save(tab, 'a', 'text')
    await device.pass(longestBackoff)
    expect(server.arrivals).toHaveLength(2)
    expect(new Set(server.arrivals).size).toBe(1)
    expect(server.effects).toHaveLength(1)
    expect(delivered).toHaveLength(1)
  })

  test('an attempt without an answer ends after its time and is repeated', async () => {
    let hang = 1
    const { server, device } = setting((send) => async (call, signal) => {
      if (hang > 0) {
        hang -= 1
        return new Promise(() => {})
      }
      return send(call, signal)
    })
    const tab = await device.openTab({ personId: person })
    await save(tab, 'a', 'text')
    await device.pass(60_000)
    expect(server.effects).toHaveLength(1)
    expect(await states(tab)).toEqual([])
  })

  test('poison is parked with its dependents and everything else passes', async () => {
    const { server, device } = setting()
    server.refuse = ({ input }) => {
      if (JSON.stringify(input).includes('poison')) throw new AppError('INVALID', { field: 'text' })
    }
    device.setOnline(false)
    const tab = await device.openTab({ personId: person })
    await save(tab, 'before', 'fine')
    const bad = await save(tab, 'bad', 'poison')
    await enqueueCommand(tab.outbox, addAction, {
      input: { id: named('x'), noteId: named('bad'), text: 'do' },
      base: null,
    })
    await save(tab, 'x', 'on the action')
    await save(tab, 'after', 'fine')
    device.setOnline(true)
    await device.rest()
    expect(server.effects.map((effect) => effect.entity)).toEqual(['before', 'after'])
    const left = await listCommands(tab.outbox)
    expect(left.map((record) => [record.state, record.error?.code, record.error?.because])).toEqual([
      ['attention', 'INVALID', undefined],
      ['attention', 'DEPENDS', bad.commandId],
      ['attention', 'DEPENDS', bad.commandId],
    ])
    expect(tab.status.getSnapshot()).toMatchObject({ unsent: 3, attention: 3 })
    // What is written on top of it later waits with it, and nothing is tried again by itself.
    expect((await save(tab, 'bad', 'later')).state).toBe('attention')
    const arrived = server.arrivals.length
    await device.pass(3600_000)
    expect(server.arrivals).toHaveLength(arrived)
  })

  test('while one backs off the unrelated pass and its own followers wait', async () => {
    const { server, device } = setting()
    let down = true
    server.refuse = ({ input }) => {
      if (down && JSON.stringify(input).includes(named('a'))) throw new AppError('UNAVAILABLE')
    }
    device.setOnline(false)
    const tab = await device.openTab({ personId: person })
    await save(tab, 'a', '1')
    await save(tab, 'a', '2')
    await save(tab, 'b', '1')
    device.setOnline(true)
    await device.rest()
    expect(server.effects.map((effect) => effect.entity)).toEqual(['b'])
    down = false
    await device.pass(longestBackoff)
    expect(server.effects.map((effect) => effect.text)).toEqual(['1', '1', '2'])
  })

  test('without a session the queue pauses in every tab, and resumes', async () => {
    const { server, device } = setting()
    server.refuse = () => {
      throw new AppError('UNAUTHORIZED')
    }
    const tab = await device.openTab({ personId: person })
    const second = await device.openTab({ personId: person })
    await save(tab, 'a', '1')
    await save(second, 'b', '1')
    await device.pass(3600_000)
    expect(server.arrivals).toHaveLength(1)
    for (const item of [tab, second]) {
      expect(item.status.getSnapshot()).toMatchObject({ paused: 'sign-in', unsent: 2, attention: 0 })
    }
    server.refuse = () => {}
    second.sync.resume()
    await device.rest()
    expect(server.effects).toHaveLength(2)
    expect(tab.status.getSnapshot()).toMatchObject({ paused: 'none', unsent: 0 })
  })

  test('an app that is too old keeps everything until it is updated', async () => {
    const { server, device } = setting()
    server.refuse = () => {
      throw new AppError('APP_TOO_OLD')
    }
    const old = await device.openTab({ personId: person })
    await save(old, 'a', '1')
    await save(old, 'b', '1')
    await device.rest()
    expect(server.arrivals).toHaveLength(1)
    expect(old.status.getSnapshot()).toMatchObject({ paused: 'update', unsent: 2, attention: 1 })
    // Not in silence: the one that the server refused says that Dure needs an update.
    expect(old.status.entity(named('a'))).toMatchObject({ error: { code: 'APP_TOO_OLD' } })
    old.kill()
    server.refuse = () => {}
    await device.openTab({ personId: person })
    await device.rest()
    expect(server.effects).toHaveLength(2)
  })

  test('too many requests waits as long as the server said, even when the network comes back', async () => {
    const { server, device } = setting()
    let limited = true
    server.refuse = () => {
      if (limited) throw new AppError('TOO_MANY_REQUESTS', { retryAfter: 600 })
    }
    const tab = await device.openTab({ personId: person })
    await save(tab, 'a', '1')
    await device.rest()
    limited = false
    device.setOnline(false)
    device.setOnline(true)
    device.wake()
    await device.pass(599_000)
    expect(server.arrivals).toHaveLength(1)
    await device.pass(3_000)
    expect(server.effects).toHaveLength(1)
  })

  test('a network that answers nothing is not asked for every command', async () => {
    let attempts = 0
    const { device } = setting(() => async () => {
      attempts += 1
      throw new TypeError('Failed to fetch')
    })
    device.setOnline(false)
    const tab = await device.openTab({ personId: person })
    for (let index = 0; index < 20; index += 1) await save(tab, `n${index}`, '1')
    device.setOnline(true)
    await device.rest()
    expect(attempts).toBe(2)
    await device.pass(3600_000)
    expect(attempts).toBeGreaterThan(20)
    expect(await states(tab)).toEqual(Array.from({ length: 20 }, () => 'waiting'))
  })

  test('a lost network is tried again at once when it comes back', async () => {
    let connected = false
    const { server, device } = setting((send) => async (call, signal) => {
      if (!connected) throw new TypeError('Failed to fetch')
      return send(call, signal)
    })
    const tab = await device.openTab({ personId: person })
    for (const id of ['a', 'b', 'c', 'd']) await save(tab, id, '1')
    await device.rest()
    connected = true
    device.setOnline(false)
    device.setOnline(true)
    await device.rest()
    expect(server.effects).toHaveLength(4)
  })

  test('a text that cannot be opened is parked and not dropped', async () => {
    const { server, device } = setting()
    device.setOnline(false)
    const tab = await device.openTab({ personId: person })
    const record = await save(tab, 'a', '1')
    await save(tab, 'b', '1')
    await tab.outbox.connection.write(['commands'], 'strict', async (tx) => {
      await tx.objectStore('commands').put({ ...record, ciphertext: new ArrayBuffer(40) })
    })
    device.setOnline(true)
    await device.rest()
    expect(server.effects.map((effect) => effect.entity)).toEqual(['b'])
    expect((await listCommands(tab.outbox))[0]?.error?.code).toBe('UNREADABLE')
  })

  test('a failing read cache does not send again what the server has', async () => {
    const server = createApplyOnceServer()
    const device = createDevice({
      registry: noteRegistry,
      send: sendTo(server),
      onResult() {
        throw new Error('cache')
      },
    })
    const tab = await device.openTab({ personId: person })
    await save(tab, 'a', '1')
    await device.rest()
    expect(server.arrivals).toHaveLength(1)
    expect(await states(tab)).toEqual([])
  })
})

describe('two people', () => {
  test("each tab sends its own person's work only, and says whose it is", async () => {
    const { server, device } = setting()
    device.setOnline(false)
    const a = await device.openTab({ personId: 'person-a' })
    const b = await device.openTab({ personId: 'person-b' })
    await save(a, 'a', '1')
    await save(b, 'b', '1')
    a.kill()
    device.setOnline(true)
    await device.rest()
    expect(server.effects.map((effect) => [effect.personId, effect.entity])).toEqual([['person-b', 'b']])
    expect(await claimNext(b.outbox, device.clock.now(), () => true)).toBeNull()
    // Not even by its id can one touch the other's.
    const theirs = (await device.rows()).commands[0]
    await park(b.outbox, theirs?.commandId ?? '', { code: 'INVALID', details: {} })
    expect((await device.rows()).commands[0]?.state).toBe('waiting')
  })
})
