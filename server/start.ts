import type { Server } from 'node:http'
import path from 'node:path'
import { createApp } from './app.ts'
import { createAuth } from './auth/sessions.ts'
import { openDatabase } from './db/database.ts'
import { migrateToLatest } from './db/migrate.ts'
import type { Log } from './lib/log.ts'
import { createFeed } from './live/feed.ts'
import { listen } from './live/listen.ts'

export interface ServeOptions {
  appUrl: string
  ownerUrl: string
  port: number
  host: string
  publicUrl: string
  log: Log
  now?: () => number
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
  const database = openDatabase(appUrl)
  const notifications = await listen(appUrl, log)
  const auth = createAuth(database, now)
  notifications.onSessionEnd((sessionId) => auth.forget(sessionId))
  const deps = { database, auth, log, now, feed: createFeed(database, notifications) }
  const app = createApp(deps, {
    publicUrl: options.publicUrl,
    clientFolder: options.clientFolder ?? path.resolve(import.meta.dirname, '../dist'),
  })
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.listen(options.port, options.host, (error?: Error) => {
      if (error) reject(error)
      else resolve(listening)
    })
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  return {
    url: `http://${options.host === '127.0.0.1' ? 'localhost' : options.host}:${port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      // Streams of server-sent events never end by themselves.
      setTimeout(() => server.closeAllConnections(), 2_000).unref()
      server.closeIdleConnections()
      await notifications.close()
      deps.feed.close()
      await closed
      await database.close()
    },
  }
}
