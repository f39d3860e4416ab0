import type { OutboxError } from '#client/offline/outbox/outbox-record.ts'
import { AppError, type ErrorCode, type ErrorDetails, errorCodes, isErrorCode } from '#shared/core/errors.ts'

export type Problem = {
  /** `later`: by itself; `never`: only when the person has looked; the others pause the whole queue. */
  action: 'later' | 'after-sign-in' | 'after-update' | 'never'
  error: OutboxError
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function detailsOf(value: unknown): ErrorDetails {
  const details: ErrorDetails = {}
  const fieldName = field(value, 'field')
  const reason = field(value, 'reason')
  const retryAfter = field(value, 'retryAfter')
  const values = field(value, 'values')
  if (typeof fieldName === 'string') details.field = fieldName
  if (typeof reason === 'string') details.reason = reason
  if (typeof retryAfter === 'number' && retryAfter >= 0) details.retryAfter = retryAfter
  if (typeof values === 'object' && values !== null) {
    details.values = Object.fromEntries(
      Object.entries(values).filter(([, item]) => typeof item === 'string' || typeof item === 'number'),
    )
  }
  return details
}

/** A status that came without one of our codes, as from a proxy that speaks our protocol's shape. */
function codeOfStatus(status: number): ErrorCode {
  const exact = Object.entries(errorCodes).find(([, code]) => code.status === status)?.[0]
  if (isErrorCode(exact)) return exact
  if (status === 408 || status === 425) return 'UNAVAILABLE'
  return status >= 400 && status < 500 ? 'INVALID' : 'INTERNAL'
}

/**
 * Returns what an error of the transport means for the queue. Reads an AppError, and tRPC's client error, whose
 * `data` is what the server's formatter made: `app` with our code and details, and `httpStatus`. Whatever carries
 * none of these was not an answer of the server: the network.
 */
export function classify(error: unknown): Problem {
  const data = field(error, 'data') ?? field(field(error, 'shape'), 'data')
  const status = field(data, 'httpStatus')
  let code: ErrorCode | undefined
  let details: ErrorDetails = {}
  if (error instanceof AppError) {
    code = error.code
    details = error.details
  } else {
    const app = field(data, 'app')
    const named = field(app, 'code')
    if (isErrorCode(named)) code = named
    else if (typeof status === 'number') code = codeOfStatus(status)
    details = detailsOf(field(app, 'details'))
  }
  if (code === undefined) return { action: 'later', error: { code: 'NETWORK', details: {} } }
  return { action: errorCodes[code].retry, error: { code, details } }
}
