import { QueryObserver } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'
import { home, lying, offline, phone } from '#tests/support/cache-phone.ts'

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

describe('what the server said has changed', () => {
  const person = ['person', '1']

  async function outdatedCopy(key: string[]) {
    const { device, start } = phone()
    const first = start()
    await first.ask(key)
    // Told at once: the copy is still being written.
    await first.queries.invalidateQueries({ queryKey: key }, { cancelRefetch: false })
    await first.cache.markOutdated(first.queries)
    return { device, start, first }
  }
  type Device = ReturnType<typeof phone>['device']
  type Started = ReturnType<ReturnType<typeof phone>['start']>
  /** Opens a screen with this query, however young its copy is, and returns what it shows in the end. */
  async function shows(device: Device, { queries }: Started, key: string[]) {
    const observer = new QueryObserver(queries, { queryKey: key, queryFn: async () => 'newer' })
    const close = observer.subscribe(() => undefined)
    await device.rest()
    await expect.poll(() => observer.getCurrentResult().fetchStatus === 'idle').toBe(true)
    close()
    return observer.getCurrentResult().data
  }

  test.each([
    ['read when its screen opens', person, async () => undefined],
    ['restored for the first screen', home, ({ cache, queries }: Started) => cache.restoreHome(queries)],
    ['restored in idle time', person, ({ cache, queries }: Started) => cache.restoreRest(queries)],
  ])('is asked for anew after a reload, though the copy is young: %s', async (_, key, restore) => {
    const { device, start } = await outdatedCopy(key)
    const second = start()
    await restore(second)
    expect(await shows(device, second, key)).toBe('newer')
  })

  test('is at peace again once it was read anew', async () => {
    const { device, start, first } = await outdatedCopy(person)
    await first.ask(person)
    await device.rest()
    expect(await shows(device, start(), person)).toBe('data of person,1')
  })
})

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
