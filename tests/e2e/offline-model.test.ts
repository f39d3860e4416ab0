import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { browserLanes, runBrowserLives } from '#tests/support/offline-model/browser-lives.ts'
import { launchBrowser } from '#tests/support/phone.ts'

/** Fixed, so that everybody's lives are the same; `npm run soak` takes others. */
const baseSeed = 20_261_123
const lives = 4

let browser: Browser
const databases: TestDatabase[] = []
beforeAll(async () => {
  browser = await launchBrowser()
  while (databases.length < browserLanes) databases.push(await createTestDatabase())
})
afterAll(async () => {
  await browser?.close()
  for (const database of databases) await database.drop()
})

test(`${lives} lives in four browsers of two people, from seed ${baseSeed}: nothing lost, nothing doubled`, async () => {
  process.stdout.write(`offline model in browsers: ${lives} lives of 60 commands, seeds from ${baseSeed}\n`)
  const { done, failed } = await runBrowserLives(browser, { baseSeed, lives, databases })
  expect(failed).toEqual([])
  expect(done).toBe(lives)
}, 600_000)
