import { expect, test } from 'vitest'
import { createConnection } from '#client/lib/connection.ts'
import { createSync } from '#client/offline/sync/sync.ts'
import { noteRegistry } from '#tests/support/apply-once-server.ts'
import { person, save, setting } from '#tests/support/note-phone.ts'

test('a queue that found no network goes within two seconds of the server’s return, without an event', async () => {
  let reachable = true
  const { server, device } = setting()
  const tab = await device.openTab({ personId: person, idle: true })
  const { platform } = tab.outbox
  const connection = createConnection({
    browser: { now: () => true, subscribe: () => {} },
    after: device.clock.after,
    random: () => 0.99,
    ask: async () => (reachable ? null : 'network'),
  })
  connection.hurry(true)
  const sync = createSync({
    outbox: { ...tab.outbox, platform: { ...platform, online: connection } },
    registry: noteRegistry,
    async send(call) {
      if (!reachable) {
        connection.lost('network')
        throw new TypeError('Failed to fetch')
      }
      const answer = await server.apply(call)
      connection.answered()
      return answer
    },
    onResult: () => {},
  })
  sync.start()
  reachable = false
  await save(tab, 'a', '1')
  await device.rest()
  expect(sync.state().online).toBe(false)
  // Long enough that a record by itself would wait for minutes.
  await device.pass(600_000)
  expect(server.effects).toHaveLength(0)
  reachable = true
  await device.pass(2000)
  expect(server.effects.map(({ entity }) => entity)).toEqual(['a'])
  expect(sync.state().online).toBe(true)
  await sync.stop()
})
