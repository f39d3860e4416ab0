import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { buildModelPage } from '#tests/support/offline-model/browser-phone.ts'
import { runInBrowser } from '#tests/support/offline-model/browser-run.ts'
import { type CrashableApp, startCrashableApp } from '#tests/support/offline-model/crashable-app.ts'
import { launchBrowser } from '#tests/support/phone.ts'

const baseSeed = 20_261_123
const runs = 8

let browser: Browser
let program: string
let database: TestDatabase
let app: CrashableApp
beforeAll(async () => {
  program = await buildModelPage()
  database = await createTestDatabase()
  app = await startCrashableApp(database)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
  await database?.drop()
})

for (let seed = baseSeed; seed < baseSeed + runs; seed += 1) {
  test(`four browsers of two people, seed ${seed}: nothing lost, nothing doubled`, async () => {
    expect(await runInBrowser(browser, { app, program, seed, commands: 60 })).toEqual([])
  }, 180_000)
}
