import { describe, expect, test } from 'vitest'
import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import { claimNext } from '#client/offline/outbox/delivery.ts'
import { listCommands } from '#client/offline/outbox/outbox.ts'
import { AppError } from '#shared/core/errors.ts'
import { addAction, named, noteRegistry, saveNote, sendTo } from '#tests/support/apply-once-server.ts'
import { person, save, setting, states } from '#tests/support/note-phone.ts'
import type { Tab } from '#tests/support/offline-device.ts'
import type { Send } from './attempt.ts'
import { longestBackoff } from './backoff.ts'

describe('draining', () => {
  test('sends one by one in order, hands the answer on before the record goes', async () => {
    let inFlight = 0
    let limit = 0
    const { server, device, inOutboxAtResult } = setting((send) => async (call, signal) => {
      inFlight += 1
      limit = Math.max(limit, inFlight)
      const result = await send(call, signal)
      inFlight -= 1
      return result
    })
    device.setOnline(false)
    const tab = await device.openTab({ personId: person })
    for (const id of ['a', 'b', 'c']) await save(tab, id, id)
    await device.rest()
    expect(server.arrivals).toEqual([])
    device.setOnline(true)
    await device.rest()
    expect(server.effects.map((effect) => effect.entity)).toEqual(['a', 'b', 'c'])
    expect(limit).toBe(1)
    expect(inOutboxAtResult).toEqual([3, 2, 1])
    expect(await states(tab)).toEqual([])
  })

  test('goes at start, on waking and right after a save', async () => {
    const { server, device } = setting()
    const tab = await device.openTab({ personId: person })
    await save(tab, 'a', '1')
    await device.rest()
    expect(server.effects).toHaveLength(1)
    tab.kill()
    const idle = await device.openTab({ personId: person, idle: true })
    await save(idle, 'b', '1')
    await device.rest()
    expect(server.effects).toHaveLength(1)
    const second = await device.openTab({ personId: person })
    await device.rest()
    expect(server.effects).toHaveLength(2)
    server.refuse = () => {
      throw new AppError('UNAVAILABLE')
    }
    await save(second, 'c', '1')
    await device.rest()
    server.refuse = () => {}
    device.clock.advance(longestBackoff)
    device.wake()
    await device.rest()
    expect(server.effects).toHaveLength(3)
  })

  test('writes on the same note take one another as base, while pending and just after', async () => {
    const { server, device } = setting()
    device.setOnline(false)
    const tab = await device.openTab({ personId: person })
    await save(tab, 'a', 'first')
    await save(tab, 'a', 'second')
    await enqueueCommand(tab.outbox, addAction, {
      input: { id: named('x'), noteId: named('a'), text: 'do' },
      base: null,
    })
    device.setOnline(true)
    await device.rest()
    expect(server.version(named('a'))).toBe(2)
    expect(server.text(named('x'))).toBe('do')
    // The editor still holds what it opened with, before its own first save.
    await save(tab, 'a', 'third', null)
    await device.rest()
    expect(server.text(named('a'))).toBe('third')
    expect(await states(tab)).toEqual([])
  })

  test("somebody else's change in between is a conflict and keeps the text", async () => {
    const { server, device } = setting()
    const tab = await device.openTab({ personId: person })
    await save(tab, 'a', 'first')
    await device.rest()
    const meta = { id: 'b1', device: 'd', seq: 1, version: 1, base: 1, claimedAt: '' }
    await server.apply({ personId: 'b', name: 'note.save', meta, input: { id: named('a'), text: 'theirs' } })
    await save(tab, 'a', 'mine', 1)
    await device.rest()
    const [parked] = await listCommands(tab.outbox)
    expect(parked).toMatchObject({ state: 'attention', error: { code: 'CONFLICT' } })
    expect(tab.pending.getSnapshot()[0]?.input).toEqual({ id: named('a'), text: 'mine' })
    expect(server.text(named('a'))).toBe('theirs')
  })
})

test('a queue that is stopped while it opens a text sends nothing more and does not wait for an answer', async () => {
  let sent = 0
  const { device } = setting(() => () => {
    sent += 1
    return new Promise(() => {})
  })
  device.setOnline(false)
  const tab: Tab = await device.openTab({
    personId: person,
    screenless: true,
    registry: {
      ...noteRegistry,
      prepare(record, input) {
        void tab.sync.stop()
        return noteRegistry.prepare(record, input)
      },
    },
  })
  await save(tab, 'a', '1')
  device.setOnline(true)
  await device.rest()
  const stopped = tab.sync.stop().then(() => 'stopped')
  await device.rest()
  expect(await Promise.race([stopped, Promise.resolve('waiting')])).toBe('stopped')
  expect(sent).toBe(0)
  expect((await device.rows()).commands).toHaveLength(1)
})

describe('two tabs', () => {
  test('only one drains, and the other takes over when it dies while sending', async () => {
    let hang = true
    let sender = ''
    const { server, device } = setting()
    const open = (name: string) => {
      const send: Send = async (call, signal) => {
        sender = name
        const result = await sendTo(server)(call, signal)
        return hang ? new Promise(() => {}) : result
      }
      return device.openTab({ personId: person, send })
    }
    const first = await open('first')
    const second = await open('second')
    await save(first, 'a', 'text')
    await save(second, 'b', 'text')
    await device.rest()
    expect(server.arrivals).toHaveLength(1)
    // Either may have come first to the lock.
    const [dying, other] = sender === 'first' ? [first, second] : [second, first]
    expect(await states(other)).toEqual(['sending', 'waiting'])
    expect(other.status.getSnapshot()).toMatchObject({ unsent: 2, sending: 1 })
    hang = false
    dying.kill()
    await device.rest()
    // The one that hung is repeated and applied once.
    expect(server.arrivals).toHaveLength(3)
    expect(server.effects.map((effect) => effect.entity)).toEqual(['a', 'b'])
    expect(await states(other)).toEqual([])
  })

  test('a tab that dies while sending the only command leaves it to the other', async () => {
    const { server, device } = setting()
    const first = await device.openTab({ personId: person, idle: true })
    const second = await device.openTab({ personId: person })
    const notBefore = device.clock.now() + 10_000
    const input = { id: named('a'), text: 'text' }
    await enqueueCommand(first.outbox, saveNote, { input, base: null, notBefore })
    await claimNext(first.outbox, notBefore, () => true)
    await device.rest()
    first.kill()
    await device.pass(10_000)
    expect(server.effects).toHaveLength(1)
    expect(await states(second)).toEqual([])
  })

  test('ten tabs that all wake at once send each command once', async () => {
    const { server, device } = setting()
    device.setOnline(false)
    const tabs = await Promise.all(Array.from({ length: 10 }, () => device.openTab({ personId: person })))
    await Promise.all(tabs.map((tab, index) => save(tab, `n${index}`, 'text')))
    device.setOnline(true)
    device.wake()
    await device.rest()
    expect(server.arrivals).toHaveLength(10)
    expect(server.effects).toHaveLength(10)
  })
})
