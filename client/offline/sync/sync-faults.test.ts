import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import { createActivity } from '#tests/support/activity.ts'
import {
  addAction,
  createApplyOnceServer,
  named,
  noteRegistry,
  saveNote,
  sendTo,
} from '#tests/support/apply-once-server.ts'
import { createFaultTransport } from '#tests/support/fault-transport.ts'
import { createDevice, type Tab } from '#tests/support/offline-device.ts'
import { createPhoneClock } from '#tests/support/phone-clock.ts'
import { seededRandom } from '#tests/support/seeded-random.ts'

const faults = { dropRequest: 0.15, dropAnswer: 0.15, duplicate: 0.1, late: 0.1, delay: 0.15 }

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('save'), tab: fc.nat(1), note: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('action'), tab: fc.nat(1), note: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.nat(40_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill'), tab: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('offline') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('online') }) },
)

async function run(seed: number, steps: { do: string; tab?: number; note?: number; ms?: number }[]) {
  const clock = createPhoneClock()
  const activity = createActivity()
  const random = seededRandom(seed)
  const server = createApplyOnceServer()
  const network = createFaultTransport({ send: sendTo(server), clock, activity, random, faults })
  const device = createDevice({ registry: noteRegistry, send: network.send, clock, activity, seed })
  const open = () => device.openTab({ personId: 'person-a' })
  const tabs: Tab[] = [await open(), await open()]
  const durable: { commandId: string; seq: number; note: string }[] = []
  const written = new Set<string>()
  for (const [count, item] of steps.entries()) {
    const place = item.tab ?? 0
    const tab = tabs[place]
    const note = named(`n${item.note ?? 0}`)
    if (item.do === 'save' && tab) {
      const input = { id: note, text: `text ${count}` }
      const record = await enqueueCommand(tab.outbox, saveNote, { input, base: null })
      durable.push({ commandId: record.commandId, seq: record.seq, note })
      written.add(note)
    }
    if (item.do === 'action' && tab && written.has(note)) {
      const input = { id: named(`x${count}`), noteId: note, text: 'do' }
      const record = await enqueueCommand(tab.outbox, addAction, { input, base: null })
      durable.push({ commandId: record.commandId, seq: record.seq, note })
    }
    if (item.do === 'pass') await device.pass(item.ms ?? 0)
    if (item.do === 'offline') device.setOnline(false)
    if (item.do === 'online') device.setOnline(true)
    if (item.do === 'kill' && tab) {
      tab.kill()
      tabs[place] = await open()
    }
  }
  network.heal()
  device.setOnline(true)
  await device.pass(1200_000)
  return { server, device, durable, network }
}

test('whatever the network and the tabs do: applied once, none lost, order per note kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.array(step, { minLength: 5, maxLength: 25 }), async (seed, steps) => {
      const { server, device, durable, network } = await run(seed, steps)
      expect(network.underway()).toBe(0)
      expect((await device.rows()).commands).toEqual([])
      expect(server.effects.map((effect) => effect.id).sort()).toEqual(
        durable.map((item) => item.commandId).sort(),
      )
      const order = new Map(server.effects.map((effect, place) => [effect.id, place]))
      for (const note of new Set(durable.map((item) => item.note))) {
        const saves = durable.filter((item) => item.note === note)
        const seen = saves.filter((save) =>
          server.effects.some((e) => e.id === save.commandId && e.name === 'note.save'),
        )
        const places = seen.map((item) => order.get(item.commandId) ?? -1)
        expect(places).toEqual([...places].sort((a, b) => a - b))
      }
    }),
    { seed: 20261123, numRuns: 40 },
  )
}, 30_000)

test('the same seed runs the same way', async () => {
  const steps = Array.from({ length: 40 }, (_, index) =>
    index % 9 === 8
      ? { do: 'kill', tab: index % 2 }
      : index % 4 === 3
        ? { do: 'pass', ms: index * 700 }
        : { do: 'save', tab: index % 2, note: index % 3 },
  )
  const [first, again] = [await run(7, steps), await run(7, steps)]
  expect(first.network.log.map((item) => item.fault)).toContain('late')
  expect(again.network.log).toEqual(first.network.log)
  expect(again.server.arrivals).toEqual(first.server.arrivals)
})
