import { notifyManager } from '@tanstack/react-query'
import { createQueryClient } from '#client/lib/query-client.ts'
import { openReadCache } from '#client/offline/cache/cache.ts'
import { cacheDatabaseName } from '#client/offline/outbox/database-names.ts'
import { createApplyOnceServer, noteRegistry, sendTo } from './apply-once-server.ts'
import { createDevice } from './offline-device.ts'
import { createPhoneClock } from './phone-clock.ts'

// The persister writes on the query client's own schedule; one that a resting phone waits for.
notifyManager.setScheduler((run) => setImmediate(run))

export const home = ['today']
export const hour = 3600_000

/** A phone with a read cache, which the app starts on any number of times. */
export function phone() {
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

export const offline = () => {
  throw new TypeError('Failed to fetch')
}

/** Returns the rows of one of the cache's stores as text; keys cannot be read out of the browser. */
export async function lying(
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
