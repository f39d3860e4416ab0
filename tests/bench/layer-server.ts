import { createServer, type RequestListener } from 'node:http'
import compression from 'compression'
import express from 'express'
import { createApp } from '#server/app.ts'
import { type Auth, createAuth } from '#server/auth/sessions.ts'
import { type Answer, answer } from '#server/core/answer.ts'
import { createQuotas } from '#server/core/quotas.ts'
import { type Database, openDatabase } from '#server/db/database.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { createLog } from '#server/lib/log.ts'
import type { Deps } from '#server/transport/context.ts'
import type { Feed } from '#server/transport/events/feed.ts'
import { noStore, refuseCrossSite, securityHeaders } from '#server/transport/headers.ts'
import { createImportTurns } from '#server/transport/import-turns.ts'
import { directCalls } from '#server/transport/trpc/direct.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Actor } from '#shared/policy.ts'
import { scorecardQueries } from '#shared/scorecards/queries.ts'
import type { AnalystScorecard } from '#shared/scorecards/views.ts'

/** Each adds one layer to the one before, from a bare server to the whole of Dure. */
export const layers = [
  'node:http',
  'Express',
  'calls',
  'session',
  'validation',
  'transaction',
  'statements',
  'log of looks',
] as const
export type Layer = (typeof layers)[number]

export interface LayerOrder {
  layer: Layer
  appUrl: string
  keyFile: string
  /** The caller of the layers without a session. */
  actor: Actor
  /** The answer of the layers that ask no database. */
  view: AnalystScorecard
}

const origin = 'http://localhost'
const closed = () => {
  throw new AppError('UNAVAILABLE')
}
const noFeed: Feed = { follow: closed, close: () => undefined }

/** A database that runs the work at once: no layer that has it sends a statement. */
function without(actor: Actor): Database {
  const db = {
    ...actor,
    query: undefined as never,
    run: closed,
    last: closed,
    atEnd: closed,
    afterCommit: closed,
  }
  return {
    read: (_, work) => work(db),
    write: (_, work) => work(db),
    writeAndFinish: async (_, work, finish) => finish(await work(db)),
    anonymous: closed,
    close: async () => undefined,
  }
}

function handlerOf({ layer, appUrl, keyFile, actor, view }: LayerOrder): RequestListener {
  const index = layers.indexOf(layer)
  const has = (other: Layer) => index >= layers.indexOf(other)
  const text = JSON.stringify({ result: { data: view } })
  const constant: RequestListener = (request, response) => {
    request.resume().on('end', () => {
      response.setHeader('Content-Type', 'application/json')
      response.end(text)
    })
  }
  if (!has('Express')) return constant

  const real = openDatabase(appUrl)
  const session = { sessionId: actor.person, actor }
  const known: Auth = {
    resume: async () => ({ session }),
    start: closed,
    signOut: closed,
    end: closed,
    forget: () => undefined,
  }
  const deps: Deps = {
    database: has('transaction') ? real : without(actor),
    keys: openKeystore(keyFile),
    auth: has('session') ? createAuth(real, Date.now) : known,
    feed: noFeed,
    log: createLog('error'),
    now: Date.now,
    publicUrl: origin,
    importDatabase: real,
    importTurns: createImportTurns(),
    quotas: createQuotas(Date.now, Number.POSITIVE_INFINITY),
  }
  if (has('statements')) return createApp(deps, { clientFolder: '/nowhere' })

  const checked: Answer = answer(scorecardQueries.analyst, async () => view)
  const unchecked: Answer = {
    ...checked,
    read: () => ({ sight: 'own', work: async () => view }),
    check: (made) => made,
  }
  const app = express()
  app.disable('x-powered-by')
  app.use(securityHeaders(false), noStore, refuseCrossSite(origin))
  if (has('calls')) {
    const answers = { analyst: has('validation') ? checked : unchecked }
    app.use('/api/trpc', directCalls(deps, compression(), { scorecards: { effects: {}, answers } }))
  } else app.use('/api/trpc', constant)
  return app
}

process.once('message', (order: LayerOrder) => {
  const server = createServer(handlerOf(order))
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
  })
  process.on('message', () => process.send?.(process.cpuUsage()))
})
