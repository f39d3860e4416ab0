import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { createApp } from '#server/app.ts'
import { createAuth } from '#server/auth/sessions.ts'
import { createQuotas } from '#server/core/quotas.ts'
import { openDatabase } from '#server/db/database.ts'
import { listen, type Notifications } from '#server/db/listen.ts'
import type { Schema } from '#server/db/schema.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { createLog } from '#server/lib/log.ts'
import type { Deps } from '#server/transport/context.ts'
import { createFeed } from '#server/transport/events/feed.ts'
import { createImportTurns } from '#server/transport/import-turns.ts'

/** The real app over a real database, whose process can end at any moment and begin again. */
export type CrashableApp = {
  /** Stays the same for life. */
  url(): string
  owner: Kysely<Schema>
  /** As when its process dies: sockets break, transactions roll back, what it remembered is gone. */
  crash(): Promise<void>
  /** The same in the midst of the next request, that many turns of the event loop after it arrived. */
  crashWithin(turns: number): void
  /** It dies no more by itself. */
  settle(): void
  /** Begins again where it is not running. */
  start(): Promise<void>
  isUp(): boolean
  /** The session is over at once. */
  expire(sessionId: string): Promise<void>
  stop(): Promise<void>
}

type Running = { server: Server; deps: Deps; notifications: Notifications }

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

export async function startCrashableApp(urls: {
  ownerUrl: string
  appUrl: string
  keyFile: string
}): Promise<CrashableApp> {
  const pool = new pg.Pool({ connectionString: urls.ownerUrl, max: 2 })
  pool.on('error', () => undefined)
  const owner = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  // Of the same role, which may end its own connections as the death of their process would.
  const reaper = new pg.Client({ connectionString: urls.appUrl, application_name: 'reaper' })
  await reaper.connect()
  const keys = openKeystore(urls.keyFile)
  let running: Running | undefined
  let ending: Promise<void> = Promise.resolve()
  let port = 0
  let crashAfter: number | undefined
  /** Counts the settling: a crash whose turns were still being counted does not outlast one. */
  let settling = 0

  async function start(): Promise<void> {
    await ending
    if (running) return
    // Enough for commands to meet; each one more has to plan every statement anew after each crash.
    const database = openDatabase(urls.appUrl, { connections: 2 })
    const log = createLog(process.env.LOG_LEVEL ?? 'fatal')
    const notifications = await listen(urls.appUrl, log)
    const auth = createAuth(database, Date.now)
    notifications.onSessionEnd((sessionId) => auth.forget(sessionId))
    const server = createServer({ keepAliveTimeout: 60_000 })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (typeof address === 'object' && address) port = address.port
    const deps: Deps = {
      keys,
      ...{ database, auth, log, now: Date.now, publicUrl: `http://localhost:${port}` },
      importDatabase: database,
      importTurns: createImportTurns(),
      quotas: createQuotas(Date.now, Number.POSITIVE_INFINITY),
      feed: createFeed(database, notifications),
    }
    const app = createApp(deps, { clientFolder: '/nowhere' })
    server.on('request', (request, response) => {
      if (crashAfter !== undefined) {
        const turns = crashAfter
        crashAfter = undefined
        const before = settling
        void waitTurns(turns).then(() => (before === settling ? crash() : undefined))
      }
      app(request, response)
    })
    running = { server, deps, notifications }
  }

  async function waitTurns(turns: number): Promise<void> {
    for (let count = 0; count < turns; count += 1) await turn()
  }

  function crash(): Promise<void> {
    crashAfter = undefined
    const dying = running
    running = undefined
    if (dying) ending = end(dying)
    return ending
  }

  async function end({ server, deps, notifications }: Running): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    deps.feed.close()
    await reaper.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'dure'`,
    )
    await closed
    await notifications.close()
    await deps.database.close()
  }

  await start()
  return {
    url: () => `http://127.0.0.1:${port}`,
    owner,
    crash,
    crashWithin(turns) {
      crashAfter = turns
    },
    settle() {
      crashAfter = undefined
      settling += 1
    },
    start,
    isUp: () => running !== undefined,
    async expire(sessionId) {
      await owner.deleteFrom('session').where('session_id', '=', sessionId).execute()
      running?.deps.auth.forget(sessionId)
    },
    async stop() {
      await crash()
      keys.close()
      await reaper.end()
      await owner.destroy()
    },
  }
}
