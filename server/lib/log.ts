import { type Logger, pino } from 'pino'

export type Log = Logger

/** JSON lines on standard error. Inputs and outputs of procedures are never logged: only their names, codes and times. */
export function createLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  )
}
