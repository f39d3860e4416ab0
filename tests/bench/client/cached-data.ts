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

/** What the read cache of the one person on this phone holds; bytes as they lie there encrypted. */
export async function measureCache(page: Page): Promise<{ rows: number; bytes: number }> {
  return await page.evaluate(async () => {
    const rows = await new Promise<{ sealed: { ciphertext: ArrayBuffer } }[]>((resolve, reject) => {
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
    return {
      rows: rows.length,
      bytes: rows.reduce((sum, { sealed }) => sum + sealed.ciphertext.byteLength, 0),
    }
  })
}

/**
 * Adds to the read cache, until it holds `bytes`, what the phone of the same lead would hold with more people: records of
 * views that it has read (coaching, scorecards, cases), each again under another person's id. The first screen's own
 * record stays as it is.
 */
export async function fillCache(page: Page, bytes: number): Promise<void> {
  await page.evaluate(async (wanted) => {
    type Sealed = { iv: Uint8Array<ArrayBuffer>; ciphertext: ArrayBuffer }
    type Row = { key: string; home: number; savedAt: number; sealed: Sealed }
    const resultOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const name =
      (await indexedDB.databases()).find((database) => database.name?.startsWith('dure-cache-'))?.name ?? ''
    const database = await resultOf(indexedDB.open(name))
    const rows: Row[] = await resultOf(database.transaction('queries').objectStore('queries').getAll())
    const keys: { key: CryptoKey }[] = await resultOf(
      database.transaction('keys').objectStore('keys').getAll(),
    )
    const cacheKey = keys[0]?.key
    if (!cacheKey) throw new Error('The cache has no key')
    const context = (key: string) =>
      new TextEncoder().encode(`cache|${name.replace('dure-cache-', '')}|${key}`)
    const opened = async ({ key, sealed: { iv, ciphertext } }: Row) =>
      new TextDecoder().decode(
        await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv, additionalData: context(key) },
          cacheKey,
          ciphertext,
        ),
      )
    const sealed = async (key: string, text: string): Promise<Sealed> => {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(text)
      const algorithm = { name: 'AES-GCM', iv, additionalData: context(key) }
      return { iv, ciphertext: await crypto.subtle.encrypt(algorithm, cacheKey, plain) }
    }
    const models = await Promise.all(
      rows
        .filter(({ home, key }) => home === 0 && /"personId":"[0-9a-f-]{36}"/.test(key))
        .map(async (row) => ({
          row,
          text: await opened(row),
          person: /"personId":"([0-9a-f-]{36})"/.exec(row.key)?.[1] ?? '',
        })),
    )
    let bytes = rows.reduce((sum, row) => sum + row.sealed.ciphertext.byteLength, 0)
    for (let index = 0; bytes < wanted; index += models.length) {
      const people = new Map(models.map(({ person }) => [person, crypto.randomUUID()]))
      const added: Row[] = []
      for (const model of models) {
        if (bytes >= wanted) break
        const renamed = (text: string) => text.replaceAll(model.person, people.get(model.person) ?? '')
        const key = renamed(model.row.key)
        const copy = await sealed(key, renamed(model.text))
        added.push({ ...model.row, key, savedAt: Date.now() - index, sealed: copy })
        bytes += copy.ciphertext.byteLength
      }
      const writing = database.transaction('queries', 'readwrite')
      for (const row of added) writing.objectStore('queries').put(row)
      await new Promise((resolve, reject) => {
        writing.oncomplete = resolve
        writing.onerror = () => reject(writing.error)
      })
    }
    database.close()
  }, bytes)
}
