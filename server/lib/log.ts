import { type Logger, pino, stdSerializers } from 'pino'

export type Log = Logger

interface LoggedDatabaseError {
  type: 'DatabaseError'
  code: string
  table: string | undefined
  constraint: string | undefined
}

/** A class and a condition of PostgreSQL: five capitals and digits. */
const sqlState = /^[0-9A-Z]{5}$/

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Returns what the log may hold of PostgreSQL's error; undefined where it is none. */
function databaseErrorOf(error: unknown): LoggedDatabaseError | undefined {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return undefined
  const code = textOf(error.code)
  if (code === undefined || !sqlState.test(code)) return undefined
  const { table, constraint } = error as { table?: unknown; constraint?: unknown }
  return { type: 'DatabaseError', code, table: textOf(table), constraint: textOf(constraint) }
}

/**
 * Returns what the log holds of an error. PostgreSQL repeats in message, detail, where and query what people wrote, so of
 * its errors, and of those that one caused, only code, table and constraint are logged; of others no properties beside
 * their message and stack.
 */
export function loggedError(error: unknown): unknown {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const found = databaseErrorOf(cause)
    if (found) return found
  }
  if (error instanceof AggregateError) return { type: error.name, errors: error.errors.map(loggedError) }
  if (!(error instanceof Error)) return { type: typeof error }
  const { type, message, stack } = stdSerializers.err(error)
  const code = 'code' in error ? textOf(error.code) : undefined
  return { type, message, stack, code }
}

/** JSON lines on standard error. Inputs and outputs of procedures are never logged: only their names, codes and times. */
export function createLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: loggedError } },
    pino.destination({ fd: 2, sync: true }),
  )
}
