import { notifyManager, QueryObserver } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'
import { createQueryClient } from '#client/lib/query-client.ts'
import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import { cacheDatabaseName } from '#client/offline/outbox/database-names.ts'
import { listCommands } from '#client/offline/outbox/outbox.ts'
import { createApplyOnceServer, noteRegistry, saveNote, sendTo } from '#tests/support/apply-once-server.ts'
import { createDevice } from '#tests/support/offline-device.ts'
import { createPhoneClock } from '#tests/support/phone-clock.ts'
import { openReadCache } from './cache.ts'

// The persister writes on the query client's own schedule; one that a resting phone waits for.
notifyManager.setScheduler((run) => setImmediate(run))

const home = ['today']
const hour = 3600_000

function phone() {
  // The persister looks at the real clock for ages.
  const clock = createPhoneClock(Date.now())
  const device = createDevice({ registry: noteRegistry, send: sendTo(createApplyOnceServer()), clock })
  let fetched = 0
  /** A fresh start of the app: nothing in memory, the same phone. */
  function start(personId = 'p', schemaVersion = '1') {
    const cache = openReadCache({
      personId,
      platform: device.platformOf({}),
      schemaVersion,
      isHome: (queryKey) => queryKey[0] === 'today',
      filters: { predicate: ({ queryKey }) => queryKey[0] !== 'fleeting' },
      offlineFor: () => 72 * hour,
    })
    const queries = createQueryClient()
    const defaults = queries.getDefaultOptions().queries
    queries.setDefaultOptions({
      queries: { ...defaults, persister: cache.persister, retry: false, staleTime: 60_000 },
    })
    const ask = (queryKey: string[], answer: () => unknown = () => `data of ${queryKey.join()}`) =>
      queries.fetchQuery({
        queryKey,
        async queryFn() {
          fetched += 1
          return answer()
        },
      })
    return { cache, queries, ask }
  }
  return { device, start, fetched: () => fetched }
}

const offline = () => {
  throw new TypeError('Failed to fetch')
}

describe('a warm start', () => {
  test('has what was seen before, without the network, and only what is asked for', async () => {
    const { device, start, fetched } = phone()
    const first = start()
    for (const key of [home, ['person', '1'], ['person', '2']]) await first.ask(key)
    await device.rest()
    expect(fetched()).toBe(3)
    const second = start()
    expect(await second.ask(['person', '1'], offline)).toBe('data of person,1')
    expect(fetched()).toBe(3)
    expect(second.queries.getQueryData(['person', '2'])).toBeUndefined()
  })

  test('restores the first screen before anything else, and the rest in idle time', async () => {
    const { device, start } = phone()
    const first = start()
    for (const key of [['person', '1'], home, ['person', '2']]) await first.ask(key)
    await device.rest()
    const { cache, queries } = start()
    await cache.restoreHome(queries)
    expect(queries.getQueryData(home)).toBe('data of today')
    expect(queries.getQueryData(['person', '1'])).toBeUndefined()
    await cache.restoreRest(queries)
    expect(queries.getQueryData(['person', '1'])).toBe('data of person,1')
    expect(queries.getQueryData(['person', '2'])).toBe('data of person,2')
  })

  test('keeps what an answer of a command put in by hand', async () => {
    const { device, start } = phone()
    const { cache, queries, ask } = start()
    const stop = cache.follow(queries)
    await ask(home)
    queries.setQueryData(home, 'with the note')
    await device.rest()
    stop()
    expect(await start().ask(home, offline)).toBe('with the note')
  })

  test('asks storage even where the browser says that there is no network', async () => {
    const { device, start } = phone()
    await start().ask(home)
    await device.rest()
    const { queries } = start()
    const observer = new QueryObserver(queries, { queryKey: home, queryFn: offline })
    const unsubscribe = observer.subscribe(() => {})
    await device.rest()
    expect(queries.getDefaultOptions().queries?.networkMode).toBe('offlineFirst')
    expect(observer.getCurrentResult().data).toBe('data of today')
    unsubscribe()
  })
})

describe('what came from the phone', () => {
  async function opened(queryFn: () => unknown) {
    const { device, start } = phone()
    await start().ask(['person', '1'])
    await device.rest()
    const { queries } = start()
    const observer = new QueryObserver(queries, { queryKey: ['person', '1'], queryFn, staleTime: 0 })
    const close = observer.subscribe(() => undefined)
    await expect.poll(() => observer.getCurrentResult().fetchStatus === 'idle').toBe(true)
    await device.rest()
    close()
    return observer.getCurrentResult()
  }

  test('is asked for again where it is not fresh', async () => {
    expect(await opened(async () => 'newer')).toMatchObject({ data: 'newer', error: null })
  })

  // A failure that nobody heard would end this run of tests as an unhandled one.
  test('stays where there is no network, and the screen hears why', async () => {
    const { data, error } = await opened(async () => offline())
    expect(data).toBe('data of person,1')
    expect(error).toBeInstanceOf(TypeError)
  })
})

/** What lies in one of the cache's stores, as text; keys cannot be read out of the browser. */
async function lying(
  device: ReturnType<typeof phone>['device'],
  store: 'queries' | 'keys' = 'queries',
): Promise<string> {
  const { indexedDB } = device.platformOf({})
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => request.addEventListener('success', () => resolve(request.result)))
  const database = await answer(indexedDB.open(cacheDatabaseName('p')))
  const found = database.objectStoreNames.contains(store)
    ? await answer(database.transaction(store).objectStore(store).getAll())
    : []
  database.close()
  return JSON.stringify(found)
}

describe('what lies on the phone', () => {
  const textOf = () => '요즘 마음이 무겁습니다'

  test('is encrypted, whatever it is, and opens for the person it was kept for', async () => {
    const { device, start } = phone()
    await start().ask(['person', '1'], textOf)
    await start().ask(home, textOf)
    await device.rest()
    const found = await lying(device)
    expect(JSON.parse(found)).toHaveLength(2)
    expect(found).not.toContain('무겁습니다')
    const { cache, queries, ask } = start()
    await cache.restoreHome(queries)
    expect(queries.getQueryData(home)).toBe(textOf())
    expect(await ask(['person', '1'], offline)).toBe(textOf())
  })

  test('is encrypted too where an answer of a command put it in by hand', async () => {
    const { device, start } = phone()
    const { cache, queries, ask } = start()
    const stop = cache.follow(queries)
    await ask(home, () => 'before')
    queries.setQueryData(home, textOf())
    await device.rest()
    stop()
    expect(await start().ask(home, offline)).toBe(textOf())
    expect(await lying(device)).not.toContain('무겁습니다')
  })

  test('and what may not stay is not on the phone at all', async () => {
    const { device, start } = phone()
    const { cache, queries, ask } = start()
    const stop = cache.follow(queries)
    await ask(home)
    await ask(['fleeting'], textOf)
    queries.setQueryData(['fleeting'], textOf())
    await device.rest()
    stop()
    await expect(start().ask(['fleeting'], offline)).rejects.toThrow()
    expect(await lying(device)).not.toContain('무겁습니다')
  })
})

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
