import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { AppError } from '#shared/core/errors.ts'
import {
  type ActorDb,
  type ActorRef,
  beginStatement,
  createActorDb,
  type Ending,
  sendTogether,
  type WriteDb,
} from './actor-db.ts'
import { ConnectionLostError, type GuardedPool, openPool } from './guarded-pool.ts'
import type { Schema } from './schema.ts'

const { builtins } = pg.types
const parsers: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: Number,
  [builtins.NUMERIC]: Number,
  [builtins.DATE]: (text) => text,
  // '2026-11-23 08:00:00.5+00' with TimeZone UTC; microseconds are kept.
  [builtins.TIMESTAMPTZ]: (text) => `${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, 'Z')}`,
}
/** How columns of both roles' connections are read. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => parsers[oid] ?? pg.types.getTypeParser(oid, format),
}
const options =
  '-c timezone=UTC -c datestyle=ISO -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s -c plan_cache_mode=force_generic_plan'

export interface Database {
  /** A READ ONLY transaction in which only what this actor may see exists. */
  read<T>(actor: ActorRef, work: (db: ActorDb) => Promise<T>): Promise<T>
  /** A transaction; effects registered with `afterCommit` run once it is durable. */
  write<T>(actor: ActorRef, work: (db: WriteDb) => Promise<T>): Promise<T>
  /** The same; `finish` makes the answer of the outcome while the COMMIT is under way. */
  writeAndFinish<T, Answer>(
    actor: ActorRef,
    work: (db: WriteDb) => Promise<T>,
    finish: (outcome: T) => Answer,
  ): Promise<Answer>
  /** Sign-in and session look-up, before there is an actor: without one, no row is visible. */
  anonymous<T>(work: (query: Kysely<Schema>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The only pool. `appUrl` signs in as dure_app, which row-level security binds. */
export function openDatabase(appUrl: string, { connections = 16 } = {}): Database {
  const pool = openPool({
    connectionString: appUrl,
    max: connections,
    types: columnTypes,
    options,
    pipeline: true,
    application_name: 'dure',
    // Past the server's own limit nothing comes any more.
    query_timeout: 40_000,
  })
  const anonymous = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })

  /**
   * Statements go out without waiting for the answers before them (the driver's pipeline), so that BEGIN costs no round
   * trip of its own. A read has its answer before its COMMIT has; the connection goes back when that is done.
   */
  async function inTransaction<T, Answer>(
    actor: ActorRef,
    mode: 'read only' | 'read write',
    { work, finish }: { work: (db: WriteDb) => Promise<T>; finish: (outcome: T) => Answer },
  ): Promise<Answer> {
    const client = await connect(pool)
    const ending: Ending = { effects: [], statements: [], commit: () => commit(client, ending) }
    let broken: Error | undefined
    const onError = (error: Error) => {
      broken = error
    }
    client.on('error', onError)
    const release = () => {
      client.off('error', onError)
      client.release(broken)
    }
    sendTogether(client)
    const begun = client.query(beginStatement(actor, mode))
    begun.catch(onError)
    let outcome: T
    try {
      outcome = await work(createActorDb(client, actor, ending))
      await begun
    } catch (error) {
      if (ending.committed) await ending.committed.catch(() => undefined)
      else await client.query('rollback').catch(onError)
      release()
      throw asAppError(error)
    }
    const ended = (ending.committed ?? commit(client, ending)).finally(release)
    if (mode === 'read only') {
      ended.catch(() => undefined)
      return finish(outcome)
    }
    // The COMMIT is sent at the end of this turn.
    await new Promise<void>((resolve) => process.nextTick(resolve))
    const answer = attempt(() => finish(outcome))
    await ended.catch((error: unknown) => {
      throw asAppError(error)
    })
    for (const effect of ending.effects) effect()
    return answer()
  }

  return {
    read: (actor, work) => inTransaction(actor, 'read only', { work, finish: itself }),
    write: (actor, work) => inTransaction(actor, 'read write', { work, finish: itself }),
    writeAndFinish: (actor, work, finish) => inTransaction(actor, 'read write', { work, finish }),
    async anonymous(work) {
      try {
        return await work(anonymous)
      } catch (error) {
        throw asAppError(error)
      }
    },
    close: () => anonymous.destroy(),
  }
}

const itself = <T>(outcome: T): T => outcome

/** Tries `make` now. Returns what gives its result, or throws what it threw. */
function attempt<T>(make: () => T): () => T {
  try {
    const made = make()
    return () => made
  } catch (error) {
    return () => {
      throw error
    }
  }
}

/** Sends what goes with the COMMIT and the COMMIT as one message; fails where any of it did and nothing is kept. */
async function commit(client: pg.PoolClient, { statements }: Ending): Promise<void> {
  sendTogether(client)
  const last = statements.map((send) => send())
  const committed = client.query('commit')
  const all = [...last, committed]
  await Promise.allSettled(all)
  await Promise.all(all)
  // PostgreSQL answers the COMMIT of a transaction in which a statement failed with ROLLBACK.
  if ((await committed).command !== 'COMMIT') throw new Error('A statement had failed before the COMMIT')
}

async function connect(pool: GuardedPool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw asAppError(error)
  }
}

/** Text that PostgreSQL cannot hold (a NUL, half of a surrogate pair) is the sender's to mend, not to send again. */
const notText = ['22021', '22P02', '22P05']

function asAppError(error: unknown): unknown {
  if (isConnectionLoss(error)) return new AppError('UNAVAILABLE')
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return notText.includes(code) ? new AppError('INVALID', { reason: 'not_text' }) : error
}

/** Codes of the system for a server that it cannot reach, or whose name leads nowhere. */
const unreachable = /^(ECONN.*|EPIPE|ENOENT|ETIMEDOUT|EHOST.*|ENET.*|ENOTFOUND|EAI_.*)$/
/**
 * What PostgreSQL says that another time would not be said: class 08 is a connection exception, 53 a lack of room or
 * connections, 57P0x the server going down or coming up, 57014 and 25P03 a limit of time, 40001, 40P01 and 55P03 others who
 * were in the way, 25006 a server that became a standby.
 */
const passing = /^(08...|53...|57P0.|57014|25P03|25006|40001|40P01|55P03)$/
const driverLoss =
  /Connection terminated|not queryable|connection is closed|timeout|calling end on the pool|already been destroyed/i

function isConnectionLoss(error: unknown): boolean {
  if (error instanceof ConnectionLostError) return true
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return unreachable.test(code) || passing.test(code) || (code === '' && driverLoss.test(error.message))
}

/** The database as dure_owner sees it: every organisation, for jobs. */
export type OwnerDb = Kysely<Schema>

export interface OwnerDatabase {
  db: OwnerDb
  close(): Promise<void>
}

/** How long a job's statement, and its transaction between two of them, may take. */
export const jobLimits = '-c statement_timeout=300s -c idle_in_transaction_session_timeout=60s'

/** Connections of dure_owner, for jobs and for who needs them only once (`withOwner`). */
export function openOwner(ownerUrl: string, { limits = '' } = {}): OwnerDatabase {
  const pool = openPool({
    connectionString: ownerUrl,
    max: 4,
    types: columnTypes,
    options: `-c timezone=UTC -c datestyle=ISO ${limits}`,
    application_name: 'dure-owner',
  })
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return { db, close: () => db.destroy() }
}

/** Runs `work` as dure_owner (migrations, imports and exports of the command line) on connections of its own. */
export async function withOwner<T>(ownerUrl: string, work: (db: OwnerDb) => Promise<T>): Promise<T> {
  const { db, close } = openOwner(ownerUrl)
  try {
    return await work(db)
  } finally {
    await close()
  }
}
