import type { Page } from 'playwright-core'
import { keyboardStates } from '#tests/support/two-set-keyboard.ts'
import { type BenchPhone, openSlowPage } from './bench-phone.ts'
import { type Figure, figure } from './figure.ts'

/** Milliseconds between two keys of a quick typist. */
const keyPause = 120

/**
 * The longest task of the page while a word is typed, letter by letter, and its results come, without a network: on a phone
 * that holds so many cases and notes, most of which are not in memory when the page opens.
 */
export async function benchSearchTasks(
  { context }: BenchPhone,
  copies: { cases: number; notes: number },
): Promise<Figure[]> {
  const filling = await context.newPage()
  await filling.goto('/icon.svg')
  await holdCopies(filling, copies)
  await filling.close()
  await context.setOffline(true)
  const figures: Figure[] = []
  for (const typed of ['혐오 표현', 'ㅎㅇㅍㅎ', 'C-019', '뷁뷁']) {
    const { page } = await openSlowPage(context)
    await page.addInitScript(() => {
      const tasks: number[] = []
      Object.assign(window, { searchTasks: tasks })
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration)
      }).observe({ type: 'longtask' })
    })
    await page.goto('/search')
    const field = page.getByRole('searchbox')
    await field.waitFor()
    // What starts the app is not the search.
    await page.waitForTimeout(1500)
    await page.evaluate(() => void (window as unknown as { searchTasks: number[] }).searchTasks.splice(0))
    for (const shown of keyboardStates(typed, 'shift')) {
      await field.fill(shown)
      await page.waitForTimeout(keyPause)
    }
    await page.locator('.row-group:visible, main .state:visible').first().waitFor({ timeout: 120_000 })
    // The copies that are still read while the page is open.
    await page.waitForTimeout(15_000)
    const tasks = await page.evaluate(() => (window as unknown as { searchTasks: number[] }).searchTasks)
    figures.push(
      figure({
        name: `longest task of a search for ${typed}, ${copies.cases} cases and ${copies.notes} notes, processor slowed 4 times`,
        unit: 'ms',
        // Only tasks above 50 ms are reported at all.
        samples: [Math.max(0, ...tasks)],
        target: { upperLimit: 50 },
      }),
    )
    await page.close()
  }
  await context.setOffline(false)
  return figures
}

/** Adds to the read cache pages of cases and of notes about people of their own, made from the newest copies of the phone. */
async function holdCopies(page: Page, copies: { cases: number; notes: number }): Promise<void> {
  await page.evaluate(async ({ cases, notes }) => {
    type Sealed = { iv: Uint8Array<ArrayBuffer>; ciphertext: ArrayBuffer }
    type View = Record<string, object[]>
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
    const algorithm = (key: string, iv: Uint8Array<ArrayBuffer>) => ({
      name: 'AES-GCM',
      iv,
      additionalData: new TextEncoder().encode(`cache|${name.replace('dure-cache-', '')}|${key}`),
    })
    /** A list that is read page by page lies there as pages. */
    const viewOf = ({ state }: { state: { data: View & { pages?: View[] } } }): View =>
      state.data.pages?.[0] ?? state.data
    const pages = async (
      query: string,
      list: string,
      makePage: (model: object, page: number) => object[],
    ) => {
      for (const row of rows.filter(({ key }) => key.includes(query))) {
        const opened = await crypto.subtle.decrypt(
          algorithm(row.key, row.sealed.iv),
          cacheKey,
          row.sealed.ciphertext,
        )
        const text = new TextDecoder().decode(opened)
        const person = /"personId":"([0-9a-f-]{36})"/.exec(row.key)?.[1]
        const [model] = viewOf(JSON.parse(text))[list] ?? []
        if (!person || !model) continue
        return async (place: number) => {
          const other = crypto.randomUUID()
          const key = row.key.replaceAll(person, other)
          const copy = JSON.parse(text.replaceAll(person, other))
          viewOf(copy)[list] = makePage(model, place)
          const iv = crypto.getRandomValues(new Uint8Array(12))
          const plain = new TextEncoder().encode(JSON.stringify(copy))
          const ciphertext = await crypto.subtle.encrypt(algorithm(key, iv), cacheKey, plain)
          await resultOf(
            database
              .transaction('queries', 'readwrite')
              .objectStore('queries')
              .put({ ...row, key, home: 0, savedAt: Date.now() - place, sealed: { iv, ciphertext } }),
          )
        }
      }
      throw new Error(`The phone holds no ${query}`)
    }
    const addCases = await pages('"cases"]', 'cases', (model, place) =>
      Array.from({ length: 50 }, (_, n) => ({
        ...model,
        auditId: crypto.randomUUID(),
        caseRef: `C-${String(place * 50 + n).padStart(6, '0')}`,
      })),
    )
    const addNotes = await pages('"coaching","person"]', 'notes', (model, place) =>
      Array.from({ length: 100 }, (_, n) => ({
        ...model,
        noteId: crypto.randomUUID(),
        body: {
          kind: 'quick',
          text: `${n % 50 === 7 ? '인용한 혐오 표현을 함께 보았습니다. ' : ''}지난주 사례 ${place}-${n}의 판정을 다시 읽고 예외를 확인했습니다. We read section ${n} again; 맥락을 먼저 살피고 나서 판정하기로 했습니다.`,
        },
      })),
    )
    for (let place = 0; place < cases / 50; place++) await addCases(place)
    for (let place = 0; place < notes / 100; place++) await addNotes(place)
    database.close()
  }, copies)
}
