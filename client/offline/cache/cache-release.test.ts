import { describe, expect, test } from 'vitest'
import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import { listCommands } from '#client/offline/outbox/outbox.ts'
import { saveNote } from '#tests/support/apply-once-server.ts'
import { home, hour, lying, offline, phone } from '#tests/support/cache-phone.ts'

describe('without an answer of the server', () => {
  async function kept(): Promise<ReturnType<typeof phone>> {
    const given = phone()
    await given.start().ask(home)
    await given.start().ask(['person', '1'])
    await given.device.rest()
    return given
  }
  const copiesOf = async ({ cache, queries }: ReturnType<ReturnType<typeof phone>['start']>) => {
    await cache.restoreHome(queries)
    await cache.restoreRest(queries)
    return queries
      .getQueryCache()
      .getAll()
      .filter(({ state }) => state.data !== undefined).length
  }

  test('the copies are read for as long as is set, and no longer', async () => {
    const { device, start } = await kept()
    device.clock.advance(71 * hour)
    expect(await start().cache.isLocked()).toBe(false)
    expect(await copiesOf(start())).toBe(2)
    device.clock.advance(2 * hour)
    expect(await start().cache.isLocked()).toBe(true)
    expect(await copiesOf(start())).toBe(0)
    await expect(start().ask(['person', '1'], offline)).rejects.toThrow()
  })

  test('a start that reads the first screen knows by it that the copies are locked', async () => {
    const { device, start } = await kept()
    device.clock.advance(73 * hour)
    const { cache, queries } = start()
    await cache.restoreHome(queries)
    expect(await cache.isLocked()).toBe(true)
    expect(queries.getQueryData(home)).toBeUndefined()
  })

  test('its next answer opens them, in whichever tab it comes', async () => {
    const { device, start } = await kept()
    const [first, other] = [start(), start()]
    device.clock.advance(73 * hour)
    expect([await first.cache.isLocked(), await other.cache.isLocked()]).toEqual([true, true])
    await first.cache.recordAnswer()
    expect([await first.cache.isLocked(), await other.cache.isLocked()]).toEqual([false, false])
    expect(await copiesOf(start())).toBe(2)
    device.clock.advance(71 * hour)
    expect(await start().cache.isLocked()).toBe(false)
  })

  test('a clock that is set back opens nothing', async () => {
    const { device, start } = await kept()
    device.clock.advance(-2 * hour)
    expect(await start().cache.isLocked()).toBe(true)
  })
})

describe('what goes', () => {
  test('all copies and their key, where a role is over; what is read from then on is kept again', async () => {
    const { device, start } = phone()
    const { cache, ask } = start()
    await ask(['person', '1'])
    await device.rest()
    expect(JSON.parse(await lying(device, 'keys'))).toHaveLength(1)
    await cache.empty()
    expect([await lying(device), await lying(device, 'keys')]).toEqual(['[]', '[]'])
    await ask(['person', '2'])
    await device.rest()
    expect(await start().ask(['person', '2'], offline)).toBe('data of person,2')
    await expect(start().ask(['person', '1'], offline)).rejects.toThrow()
  })

  test('at sign-out, also from a tab that is about to keep something', async () => {
    const { device, start } = phone()
    const [leaving, writing] = [start(), start()]
    await writing.ask(['person', '1'])
    await device.rest()
    await leaving.cache.clear()
    await writing.ask(['person', '2'])
    await device.rest()
    expect(await lying(device)).toBe('[]')
  })

  test('another schema version reads nothing of the old one and sweeps it out', async () => {
    const { device, start } = phone()
    await start().ask(home)
    await start().ask(['person', '1'])
    await device.rest()
    const { cache, queries, ask } = start('p', '2')
    await cache.restoreHome(queries)
    expect(queries.getQueryData(home)).toBeUndefined()
    await cache.restoreRest(queries)
    expect(await ask(['person', '1'], () => 'new')).toBe('new')
    await device.rest()
    const back = start('p', '1')
    await expect(back.ask(home, offline)).rejects.toThrow()
  })

  test('what is older than thirty days', async () => {
    const { device, start } = phone()
    await start().ask(home)
    await device.rest()
    device.clock.advance(31 * 24 * 3600_000)
    const { cache, queries } = start()
    await cache.restoreHome(queries)
    expect(queries.getQueryData(home)).toBeUndefined()
  })

  test('everything at sign-out, and nothing comes back from what was still running', async () => {
    const { device, start } = phone()
    const { cache, ask } = start()
    await ask(home)
    await device.rest()
    await cache.clear()
    await ask(['person', '1'])
    await device.rest()
    const again = start()
    await expect(again.ask(home, offline)).rejects.toThrow()
    await expect(again.ask(['person', '1'], offline)).rejects.toThrow()
  })

  test("one person's data is not in another's cache", async () => {
    const { device, start } = phone()
    await start('p').ask(home)
    await device.rest()
    await expect(start('q').ask(home, offline)).rejects.toThrow()
  })
})

describe('a full phone', () => {
  test('reads and fetches go on, and nothing throws', async () => {
    const { device, start } = phone()
    await start().ask(home)
    await device.rest()
    device.setFull(true)
    const { ask } = start()
    expect(await ask(home, offline)).toBe('data of today')
    expect(await ask(['person', '1'])).toBe('data of person,1')
    await device.rest()
  })

  test('gives up the oldest first, never the first screen, and never the outbox', async () => {
    const { device, start } = phone()
    device.setOnline(false)
    const tab = await device.openTab({ personId: 'p' })
    await enqueueCommand(tab.outbox, saveNote, { input: { id: 'n', text: 'text' }, base: null })
    const { cache, ask } = start()
    await ask(home)
    for (let index = 0; index < 8; index += 1) {
      device.clock.advance(1000)
      await ask(['person', `${index}`])
      await device.rest()
    }
    expect(await cache.makeRoom()).toBe(true)
    const { ask: again } = start()
    await expect(again(['person', '0'], offline)).rejects.toThrow()
    await expect(again(['person', '1'], offline)).rejects.toThrow()
    expect(await again(['person', '2'], offline)).toBe('data of person,2')
    for (let index = 0; index < 20; index += 1) await cache.makeRoom()
    expect(await cache.makeRoom()).toBe(false)
    expect(await start().ask(home, offline)).toBe('data of today')
    expect(await listCommands(tab.outbox)).toHaveLength(1)
  })
})
