import pg from 'pg'
import { within } from '#server/lib/within.ts'

/** A pool whose connections are known to be answered. */
export interface GuardedPool {
  /** @throws ConnectionLostError, at once, while the database does not answer. */
  connect(): Promise<pg.PoolClient>
  /** Lets what is lent be given back, for two seconds; then cuts it off. */
  end(): Promise<void>
  /** Of the pool itself, as Kysely wants to see them. */
  readonly options: object
}

/** The database does not answer, or a connection leads nowhere. */
export class ConnectionLostError extends Error {
  constructor() {
    super('The database does not answer')
    this.name = 'ConnectionLostError'
  }
}

/** Milliseconds between two looks at what is under way. */
const checkEvery = 250
/** Milliseconds after which an answer is late, so that its connection is looked into, and to the next look at it. */
const late = 1_000
const lateAgain = 3_000
/** Looks that the database has to answer a new connection: looks, not time, so that a process that stood still is patient. */
const probeChecks = 8
const endLimit = 2_000

/** Keeps TCP from believing in a connection for hours, on both sides; a Unix socket needs none of it. */
const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 5_000 }
const keepAliveOptions = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3'

/** A client that gives up connecting after so many milliseconds; who waits for a busy pool does so without a limit. */
const connectLimit = 5_000
class Connecting extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    super({ ...config, connectionTimeoutMillis: connectLimit })
  }
}

type Client = pg.PoolClient & Partial<Pick<pg.Client, 'connection'>> & { processID?: number | null }

/**
 * Opens a pool. A network may go silent without closing anything: whoever waits would wait for a quarter of an hour. So what
 * is late makes the pool ask over a new connection. Where the database does not answer that either, everything under way
 * fails, and what comes fails at once until it answers; where it answers but does not know a connection, as after a failover,
 * that one fails.
 */
export function openPool(config: pg.PoolConfig): GuardedPool {
  const given: pg.PoolConfig = {
    ...config,
    ...keepAlive,
    options: `${config.options ?? ''} ${keepAliveOptions}`,
    Client: Connecting,
  }
  const pool = new pg.Pool(given)
  const all = new Set<Client>()
  /** When each client that is lent is to be looked into next. */
  const lent = new Map<Client, number>()
  /** How to refuse who waits for a client, and since when they wait. */
  const waiting = new Map<(error: Error) => void, number>()
  let silent = false
  let checking = false
  /** No sooner than this is a database asked again that has just answered: a busy one has enough to do. */
  let nextProbe = 0

  // A connection that breaks is replaced at the next query; without a listener it would end the process. The pool listens
  // to those that lie idle only: one that is lent out may hear of its end between two statements.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    all.add(client)
    client.on('error', () => undefined)
  })
  pool.on('acquire', (client) => void lent.set(client, performance.now() + late))
  pool.on('release', (_, client) => void lent.delete(client))
  pool.on('remove', (client) => {
    all.delete(client)
    lent.delete(client)
  })

  async function check(): Promise<void> {
    const time = performance.now()
    const overdue = [...lent].filter(([, due]) => due < time).map(([client]) => client)
    const anyWaits = [...waiting.values()].some((since) => since < time - late)
    if (checking || !(silent || anyWaits || overdue.length > 0)) return
    if (time < nextProbe) return
    checking = true
    try {
      const lost = await probe(given, overdue)
      silent = false
      nextProbe = performance.now() + late
      for (const client of lost) if (lent.has(client)) cut(client)
    } catch (error) {
      // PostgreSQL that refuses (too many connections, just starting) is there.
      silent = !(error instanceof pg.DatabaseError)
      if (!silent) return
      for (const refuse of waiting.keys()) refuse(new ConnectionLostError())
      waiting.clear()
      for (const client of all) cut(client)
    } finally {
      checking = false
      for (const client of overdue) if (lent.has(client)) lent.set(client, performance.now() + lateAgain)
    }
  }
  const checks = setInterval(() => void check(), checkEvery)
  checks.unref()

  return {
    options: pool.options,
    connect() {
      if (silent) return Promise.reject(new ConnectionLostError())
      return new Promise((resolve, reject) => {
        waiting.set(reject, performance.now())
        pool.connect().then(
          (client) => {
            if (waiting.delete(reject)) resolve(client)
            else client.release()
          },
          (error: Error) => {
            waiting.delete(reject)
            reject(error)
          },
        )
      })
    },
    async end() {
      clearInterval(checks)
      const ended = pool.end()
      if (await within(endLimit, ended)) return
      for (const client of all) cut(client)
      await within(endLimit / 4, ended)
    },
  }
}

function cut(client: Client): void {
  client.connection?.stream.destroy(new ConnectionLostError())
}

/**
 * Asks the database over a new connection which of these connections it does not know.
 * @throws ConnectionLostError where it does not answer; else what it, or the system, says.
 */
async function probe(config: pg.PoolConfig, clients: readonly Client[]): Promise<Client[]> {
  const asking = new pg.Client({ ...config, application_name: 'dure-probe' })
  asking.on('error', () => undefined)
  let checksLeft = probeChecks
  const patience = setInterval(() => {
    checksLeft -= 1
    if (checksLeft === 0) asking.connection.stream.destroy(new ConnectionLostError())
  }, checkEvery)
  try {
    await asking.connect()
    const { rows } = await asking.query<{ own: number; known: number[] }>(
      `select pg_backend_pid() as own, coalesce(array_agg(pid), '{}') as known
       from pg_stat_activity where pid = any ($1::int[])`,
      [clients.map(({ processID }) => processID ?? 0)],
    )
    const [answer] = rows
    // Behind a pooler of connections nobody knows the numbers of processes.
    if (!answer || answer.own !== (asking as { processID?: number | null }).processID) return []
    return clients.filter(({ processID }) => !answer.known.includes(processID ?? 0))
  } finally {
    clearInterval(patience)
    await within(checkEvery, asking.end())
    asking.connection.stream.destroy()
  }
}
