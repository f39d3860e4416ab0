import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Schema } from './schema.ts'

/**
 * A statement compiled once and prepared by name on each connection. Compiling a Kysely query on every call and sending
 * it unnamed costs as much again as the query itself on a hot path.
 */
export interface Prepared<Params, Row> {
  readonly name: string
  readonly text: string
  values(params: Params): unknown[]
  /** Never present: it carries the row type. */
  readonly row?: Row
}

class Param {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

const compiler = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const statements = new Map<string, Prepared<never, unknown>>()

/** Returns every statement that is prepared by name, of the files that were read so far. */
export const preparedStatements = (): readonly Prepared<never, unknown>[] => [...statements.values()]

/**
 * Makes a statement. `build` sees stand-ins typed as the parameters, so it may compare and insert them but not compute with
 * them. It names its columns: the rows of a prepared `select *` change with a migration, and PostgreSQL then refuses it.
 * @throws Error where another has the name.
 */
export function prepare<Params extends object, Row>(
  name: string,
  build: (db: Kysely<Schema>, params: Params) => Compilable<Row>,
): Prepared<Params, Row> {
  let compiled: CompiledQuery<Row> | undefined
  const once = (): CompiledQuery<Row> => {
    if (!compiled) {
      const standIns = new Proxy({}, { get: (_, key) => new Param(String(key)) })
      compiled = build(compiler, standIns as Params).compile()
    }
    return compiled
  }
  const statement: Prepared<Params, Row> = {
    name,
    get text() {
      return once().sql
    },
    values(params) {
      const named = params as Record<string, unknown>
      return once().parameters.map((value) => (value instanceof Param ? named[value.name] : value))
    },
  }
  if (statements.has(name)) throw new Error(`Two statements are called ${name}`)
  statements.set(name, statement)
  return statement
}
