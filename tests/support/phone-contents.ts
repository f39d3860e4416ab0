import type { Page } from 'playwright-core'

/** Everything that this browser keeps of the app, as one text; what lies there sealed stays unreadable. */
export async function phoneContents(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error))
      })
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name))
      for (const store of database.objectStoreNames)
        found.push(await asked(database.transaction(store).objectStore(store).getAll()))
      database.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        found.push(request.url)
        // The app's own files are the same for everybody.
        if (!new URL(request.url).pathname.startsWith('/assets/'))
          found.push(await (await cache.match(request))?.text())
      }
    }
    return JSON.stringify(found)
  })
}

/** Whether the phone holds a copy whose key has all of these parts: what is prefetched comes in idle time. */
export async function holdsCopy(page: Page, reader: string, parts: readonly string[]): Promise<boolean> {
  return await page.evaluate(
    async ([name, wanted]) => {
      const request = indexedDB.open(name)
      await new Promise((resolve) => request.addEventListener('success', resolve))
      const keys = request.result.transaction('queries').objectStore('queries').getAllKeys()
      await new Promise((resolve) => keys.addEventListener('success', resolve))
      request.result.close()
      return keys.result.some((key) => wanted.every((part) => String(key).includes(part)))
    },
    [`dure-cache-${reader}`, parts] as const,
  )
}
