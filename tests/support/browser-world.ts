import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import type { Schema } from '#server/db/schema.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { type DureProcess, startDureProcess } from './dure-process.ts'
import { launchBrowser } from './phone.ts'

/** What a browser test runs in: Dure as a process of its own on a database of its own, and one browser. */
export interface BrowserWorld {
  database: TestDatabase
  /** As dure_owner: for what tests set up and look up behind the app's back. */
  owner: Kysely<Schema>
  dure: DureProcess
  browser: Browser
  stop(): Promise<void>
}

export async function startBrowserWorld(): Promise<BrowserWorld> {
  const database = await createTestDatabase()
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  const owner = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  const [dure, browser] = await Promise.all([startDureProcess(database), launchBrowser()])
  return {
    ...{ database, owner, dure, browser },
    async stop() {
      await browser.close()
      await dure.stop()
      await owner.destroy()
      await database.drop()
    },
  }
}
