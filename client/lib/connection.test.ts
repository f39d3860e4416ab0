import { expect, test } from 'vitest'
import { createPhoneClock } from '#tests/support/phone-clock.ts'
import { causeOf, createConnection, type SilenceCause } from './connection.ts'

function setUp() {
  const clock = createPhoneClock()
  const server = { says: null as SilenceCause | null, asked: 0 }
  const browser = { online: true, event: () => {} }
  const connection = createConnection({
    browser: {
      now: () => browser.online,
      subscribe: (listener) => {
        browser.event = listener
      },
    },
    after: clock.after,
    random: () => 0.5,
    async ask() {
      server.asked += 1
      return server.says
    },
  })
  const pass = async (ms: number) => {
    for (let step = 0; step < ms; step += 50) {
      clock.advance(50)
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    }
  }
  return { connection, server, browser, pass }
}

test('a call without an answer is silence at once, whatever the browser believes', () => {
  const { connection } = setUp()
  const causes: (string | null)[] = []
  connection.subscribe(() => causes.push(connection.cause()))
  expect(connection.now()).toBe(true)
  connection.lost('network')
  expect(connection.now()).toBe(false)
  connection.lost('portal')
  connection.answered()
  expect(causes).toEqual(['network', 'portal', null])
})

test('an answer to what was asked before the silence says nothing of now', () => {
  const { connection } = setUp()
  const begun = connection.silences()
  connection.lost('network')
  connection.answered(begun)
  expect(connection.now()).toBe(false)
  connection.answered(connection.silences())
  expect(connection.now()).toBe(true)
})

test('while something waits to be sent, an answer is found within two seconds without an event', async () => {
  const { connection, server, pass } = setUp()
  server.says = 'network'
  connection.hurry(true)
  connection.lost('network')
  await pass(60_000)
  expect(connection.now()).toBe(false)
  server.says = null
  await pass(1500)
  expect(connection.now()).toBe(true)
  const asked = server.asked
  await pass(60_000)
  expect(server.asked).toBe(asked)
})

test('while nothing waits, a silent server is asked less and less, and never less than every twelve seconds', async () => {
  const { connection, server, pass } = setUp()
  server.says = 'network'
  connection.lost('network')
  await pass(60_000)
  const before = server.asked
  expect(before).toBeLessThan(15)
  await pass(24_000)
  expect(server.asked).toBeGreaterThanOrEqual(before + 2)
  server.says = null
  connection.hurry(true)
  await pass(50)
  expect(connection.now()).toBe(true)
})

test('signs of life that no call can confirm are not worth a try every second', async () => {
  const { connection, server, pass } = setUp()
  connection.hurry(true)
  let flaps = 0
  connection.subscribe(() => {
    if (!connection.now()) return
    flaps += 1
    connection.lost('network')
  })
  connection.lost('network')
  await pass(300_000)
  expect(flaps).toBeLessThan(20)
  expect(server.asked).toBe(flaps)
})

test('the browser’s events count as a loss and as a reason to try', () => {
  const { connection, browser } = setUp()
  browser.online = false
  browser.event()
  expect(connection.cause()).toBe('network')
  browser.online = true
  browser.event()
  expect(connection.now()).toBe(true)
})

test.each([
  [200, 'portal'],
  [302, 'portal'],
  [511, 'portal'],
  [403, 'blocked'],
  [407, 'blocked'],
  [413, 'blocked'],
  [429, 'network'],
  [502, 'network'],
] as const)('a foreign answer of status %i means: %s', (status, cause) => {
  expect(causeOf(status)).toBe(cause)
})
