import type { Page } from 'playwright-core'

/** Resolves when the phone holds what it fetches by itself after a sign-in: nothing was added for two seconds. */
export async function untilPrefetched(page: Page): Promise<void> {
  let before = ''
  for (;;) {
    await page.waitForTimeout(2000)
    const { rows, bytes } = await measureCache(page)
    const now = `${rows} ${bytes}`
    if (rows > 5 && now === before) return
    before = now
  }
}

/** What the read cache of the one person on this phone holds; bytes of its JSON. */
export async function measureCache(page: Page): Promise<{ rows: number; bytes: number }> {
  return await page.evaluate(async () => {
    const rows = await new Promise<unknown[]>((resolve, reject) => {
      indexedDB.databases().then((all) => {
        const name = all.find((info) => info.name?.startsWith('dure-cache-'))?.name
        if (!name) return resolve([])
        const opening = indexedDB.open(name)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction('queries').objectStore('queries').getAll()
          reading.onsuccess = () => {
            opening.result.close()
            resolve(reading.result)
          }
          reading.onerror = () => reject(reading.error)
        }
      })
    })
    return { rows: rows.length, bytes: JSON.stringify(rows).length }
  })
}

/**
 * Adds to the read cache, until it holds `bytes`, what the phone of the same lead would hold with more people: records of
 * views that it has read (coaching, scorecards, cases), each again under another person's id. The first screen's own
 * record stays as it is.
 */
export async function fillCache(page: Page, bytes: number): Promise<void> {
  await page.evaluate(async (wanted) => {
    type Row = { key: string; home: number; savedAt: number; query: { queryKey: unknown; queryHash: string } }
    const resultOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const name =
      (await indexedDB.databases()).find((database) => database.name?.startsWith('dure-cache-'))?.name ?? ''
    const database = await resultOf(indexedDB.open(name))
    const rows: Row[] = await resultOf(database.transaction('queries').objectStore('queries').getAll())
    const models = rows
      .filter(({ home, key }) => home === 0 && /"personId":"[0-9a-f-]{36}"/.test(key))
      .map((row) => ({
        text: JSON.stringify(row),
        person: /"personId":"([0-9a-f-]{36})"/.exec(row.key)?.[1] ?? '',
      }))
    let bytes = JSON.stringify(rows).length
    for (let index = 0; bytes < wanted; index += models.length) {
      const people = new Map(models.map(({ person }) => [person, crypto.randomUUID()]))
      const writing = database.transaction('queries', 'readwrite')
      for (const model of models) {
        if (bytes >= wanted) break
        const text = model.text.replaceAll(model.person, people.get(model.person) ?? '')
        writing.objectStore('queries').put({ ...JSON.parse(text), savedAt: Date.now() - index })
        bytes += text.length
      }
      await new Promise((resolve, reject) => {
        writing.oncomplete = resolve
        writing.onerror = () => reject(writing.error)
      })
    }
    database.close()
  }, bytes)
}
