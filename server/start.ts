import { once } from 'node:events'
import { createServer } from 'node:http'
import path from 'node:path'
import { listen } from '#server/db/listen.ts'
import { replayErasures } from '#server/features/administration/erasure-jobs.ts'
import { pushKeys } from '#server/features/inbox/push-jobs.ts'
import { createFeed } from '#server/transport/events/feed.ts'
import { createImportTurns, importsLimit } from '#server/transport/import-turns.ts'
import { removeStaleUploads } from '#server/transport/upload.ts'
import { createApp } from './app.ts'
import { authJobs } from './auth/jobs.ts'
import { createAuth } from './auth/sessions.ts'
import { createQuotas } from './core/quotas.ts'
import { openDatabase, withOwner } from './db/database.ts'
import { keepMailFrom, keepPublicUrl } from './db/installation-queries.ts'
import { migrateToLatest } from './db/migrate.ts'
import { startRetentionClock } from './db/retention-clock.ts'
import { allJobs } from './features/features.ts'
import { coreJobs } from './jobs/broom.ts'
import { startJobs } from './jobs/start.ts'
import type { Keystore } from './keys/keystore.ts'
import type { Log } from './lib/log.ts'
import { createMailer, type MailSettings } from './lib/mail.ts'
import { within } from './lib/within.ts'
import { openTiedKeystore } from './tied-keystore.ts'

export type BeforeServing = (ownerUrl: string, keys: Keystore) => Promise<void>

export interface ServeOptions {
  appUrl: string
  ownerUrl: string
  /** Of the keystore; made where there is none. */
  keyFile: string
  port: number
  host: string
  publicUrl: string
  log: Log
  now?: () => number
  /** How many times the usual quotas of requests a person has; 1 by default. */
  quotaFactor?: number
  /** Once the database is migrated and before anybody is answered. */
  beforeServing?: BeforeServing
  /** How it sends e-mail; it sends none without. */
  mail?: MailSettings | undefined
  /** See AppOptions. */
  trustedProxies?: readonly string[]
  /** The built client; dist/ of this checkout by default. */
  clientFolder?: string
}

export interface Serving {
  /** Where it listens. */
  url: string
  /** Stops taking requests, lets those under way finish, then closes the database. */
  stop(): Promise<void>
}

/** One Dure process over a database that runs: migrates it, then serves. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { appUrl, ownerUrl, log, now = Date.now } = options
  await migrateToLatest(ownerUrl)
  await withOwner(ownerUrl, pushKeys)
  await withOwner(ownerUrl, startRetentionClock)
  await removeStaleUploads()
  const keys = await withOwner(ownerUrl, (db) => openTiedKeystore(db, options.keyFile, now))
  const replayed = await withOwner(ownerUrl, (db) => replayErasures({ db, keys }))
  if (replayed > 0)
    log.warn({ persons: replayed }, 'Persons who were erased had come back: they are erased again.')
  await options.beforeServing?.(ownerUrl, keys)
  const database = openDatabase(appUrl)
  const notifications = await listen(appUrl, log)
  const auth = createAuth(database, now)
  notifications.onSessionEnd((sessionId) => auth.forget(sessionId))
  const server = createServer()
  // Nothing is awaited between this and the app below: a request in between would never be answered.
  server.listen(options.port, options.host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  const url = `http://${options.host === '127.0.0.1' ? 'localhost' : options.host}:${port}`
  // With port 0 the address is known only now.
  const publicUrl = options.port === 0 ? options.publicUrl.replace(/:0$/, `:${port}`) : options.publicUrl
  const quotas = createQuotas(now, options.quotaFactor)
  const feed = createFeed(database, notifications)
  const importDatabase = openDatabase(appUrl, { connections: importsLimit })
  const importTurns = createImportTurns()
  const deps = { database, importDatabase, importTurns, keys, auth, log, now, publicUrl, quotas, feed }
  server.on(
    'request',
    createApp(deps, {
      trustedProxies: options.trustedProxies ?? [],
      clientFolder: options.clientFolder ?? path.resolve(import.meta.dirname, '../dist'),
    }),
  )
  await withOwner(ownerUrl, (db) => keepPublicUrl(db, publicUrl))
  await withOwner(ownerUrl, (db) => keepMailFrom(db, options.mail?.from ?? null))
  const jobs = await startJobs([...allJobs, ...authJobs, ...coreJobs], {
    ownerUrl,
    keys,
    log,
    now,
    publicUrl,
    mailer: options.mail && createMailer(options.mail),
  })
  return {
    url,
    async stop() {
      deps.feed.close()
      const closed = new Promise((resolve) => server.close(resolve))
      // A kept-alive connection counts as open until its request ends; what takes longer than the grace is cut.
      const idle = setInterval(() => server.closeIdleConnections(), 50)
      const grace = setTimeout(() => server.closeAllConnections(), 3_000)
      // A database that does not answer must not keep the process: each step has its limit.
      await Promise.all([closed, within(6_000, jobs.stop())])
      clearInterval(idle)
      clearTimeout(grace)
      const open = [notifications.close(), importDatabase.close(), database.close()]
      await within(3_000, Promise.all(open))
      keys.close()
    },
  }
}
