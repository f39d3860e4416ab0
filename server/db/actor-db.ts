import type { Duplex } from 'node:stream'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import type { Prepared } from './prepared.ts'
import type { Schema } from './schema.ts'

/** Whom a transaction acts for. */
export interface ActorRef {
  readonly org: string
  readonly person: string
}

/**
 * One transaction, begun, with the actor set for it alone. Row-level security answers with what this person may see;
 * there is no other way from a request to the database.
 */
export interface ActorDb extends ActorRef {
  readonly query: Kysely<Schema>
  run<Params, Row>(statement: Prepared<Params, Row>, params: Params): Promise<Row[]>
  /**
   * Runs the last statements of the transaction, which are all asked for at once: the COMMIT goes out with them, as one
   * message, whatever the work makes of their answers.
   */
  last<T>(ask: () => Promise<T>): Promise<T>
}

export interface WriteDb extends ActorDb {
  /**
   * Sends a statement together with the COMMIT, in one message: for what nobody waits for before. Where it fails, the
   * transaction does.
   */
  atEnd<Params>(statement: Prepared<Params, unknown>, params: Params): void
  /** Runs after the commit and never without it; must not throw. */
  afterCommit(effect: () => void): void
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** BEGIN and both settings in one message: a round trip each costs more than the query they guard. */
export function beginStatement(actor: ActorRef, mode: 'read only' | 'read write'): string {
  if (!uuid.test(actor.org) || !uuid.test(actor.person)) throw new TypeError('An actor is two UUIDs')
  return `begin ${mode}; set local app.org = '${actor.org}'; set local app.actor = '${actor.person}'`
}

const corked = new WeakSet<Duplex>()

/**
 * Call it before each query: what is sent in one turn of the event loop goes out as one message. Each one wakes
 * PostgreSQL, which on few cores costs more than many a query.
 */
export function sendTogether(client: pg.PoolClient & Partial<Pick<pg.Client, 'connection'>>): void {
  const stream = client.connection?.stream
  if (!stream || corked.has(stream)) return
  corked.add(stream)
  stream.cork()
  process.nextTick(() => {
    corked.delete(stream)
    stream.uncork()
  })
}

/** Holds what a transaction gathers for its end. */
export interface Ending {
  commit(): Promise<void>
  /** Once the COMMIT is on its way: nothing may follow it. */
  committed?: Promise<void>
  /** Statements that go out with the COMMIT. */
  statements: (() => Promise<unknown>)[]
  /** What runs after it. */
  effects: (() => void)[]
}

export function createActorDb(client: pg.PoolClient, actor: ActorRef, ending: Ending): WriteDb {
  let kysely: Kysely<Schema> | undefined
  const send = (query: pg.QueryConfig): Promise<pg.QueryResult> => {
    if (ending.committed) throw new Error('Nothing may follow the COMMIT')
    sendTogether(client)
    return client.query(query)
  }
  async function run<Params, Row>(statement: Prepared<Params, Row>, params: Params): Promise<Row[]> {
    const { name, text } = statement
    const result = await send({ name, text, values: statement.values(params) })
    return result.rows
  }
  return {
    org: actor.org,
    person: actor.person,
    get query() {
      kysely ??= new Kysely<Schema>({ dialect: dialectOf(send) })
      return kysely
    },
    run,
    last(ask) {
      const answered = ask()
      ending.committed = ending.commit()
      // Whoever began the transaction hears of its failure.
      ending.committed.catch(() => undefined)
      return answered
    },
    atEnd(statement, params) {
      if (ending.committed) throw new Error('Nothing may follow the COMMIT')
      ending.statements.push(() => run(statement, params))
    },
    afterCommit: (effect) => void ending.effects.push(effect),
  }
}

/** Names of writes by their text; a text is not named any more once there are many, as lists of every length would make. */
const writes = new Map<string, string>()
const namedLimit = 200

/**
 * A write finds its rows by their keys, so its plan is the same for all values, and to plan one with what row security
 * checks takes several times what it takes to run: it is prepared. A read may be better planned for its values.
 */
function nameOfWrite(text: string): string | undefined {
  const known = writes.get(text)
  if (known || writes.size >= namedLimit || !/^(insert|update|delete) /.test(text)) return known
  const name = `write_${writes.size}`
  writes.set(text, name)
  return name
}

/** Returns a dialect over a transaction that somebody else begins and ends. */
function dialectOf(send: (query: pg.QueryConfig) => Promise<pg.QueryResult>): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const name = nameOfWrite(query.sql)
      const values = [...query.parameters]
      const result = await send({ text: query.sql, values, ...(name ? { name } : {}) })
      return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
    },
    streamQuery(): never {
      throw new Error('Rows are not streamed inside an actor’s transaction')
    },
  }
  const refuse = async (): Promise<never> => {
    throw new Error('The transaction is already open: nest nothing in it')
  }
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ({
      init: async () => undefined,
      acquireConnection: async () => connection,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      releaseConnection: async () => undefined,
      destroy: async () => undefined,
    }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
