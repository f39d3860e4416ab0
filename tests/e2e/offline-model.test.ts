import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { buildModelPage } from '#tests/support/offline-model/browser-phone.ts'
import { runInBrowser } from '#tests/support/offline-model/browser-run.ts'
import { type CrashableApp, startCrashableApp } from '#tests/support/offline-model/crashable-app.ts'
import { launchBrowser } from '#tests/support/phone.ts'

/** Fixed, so that everybody's runs are the same. */
const baseSeed = 20_261_123
const runs = 20
/** Worlds that live side by side, each with a server of its own to kill. */
const lanes = 2

let browser: Browser
let program: string
const databases: TestDatabase[] = []
const apps: CrashableApp[] = []
beforeAll(async () => {
  program = await buildModelPage()
  browser = await launchBrowser()
  for (let lane = 0; lane < lanes; lane += 1) {
    const database = await createTestDatabase()
    databases.push(database)
    apps.push(await startCrashableApp(database))
  }
})
afterAll(async () => {
  await browser?.close()
  for (const app of apps) await app.stop()
  for (const database of databases) await database.drop()
})

test(`${runs} lives in four browsers of two people, from seed ${baseSeed}: nothing lost, nothing doubled`, async () => {
  process.stdout.write(`offline model in browsers: ${runs} runs of 60 commands, seeds from ${baseSeed}\n`)
  const problems: string[] = []
  let next = baseSeed
  await Promise.all(
    apps.map(async (app) => {
      while (next < baseSeed + runs) {
        const seed = next++
        const found = await runInBrowser(browser, { app, program, seed, commands: 60 })
        problems.push(...found.map((problem) => `seed ${seed}: ${problem}`))
      }
    }),
  )
  expect(problems).toEqual([])
}, 1_200_000)
