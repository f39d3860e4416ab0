/**
 * The short list of ways in which Dure says no. Services throw an AppError, the server maps it to a status, the
 * client says it in the reader's language. `permanent` ones are never sent again by the outbox by itself.
 */
export const errorCodes = {
  /** No session. The outbox pauses until the person signs in again; with reason 'ended' the phone lets go of its copies. */
  UNAUTHORIZED: { status: 401, retry: 'after-sign-in' },
  /** The actor may see the thing but not do this to it. */
  FORBIDDEN: { status: 403, retry: 'never' },
  /** Missing, or hidden from this actor: the two are never told apart. */
  NOT_FOUND: { status: 404, retry: 'never' },
  /** Somebody changed it since the version this was based on, or it was already decided. */
  CONFLICT: { status: 409, retry: 'never' },
  /** The input is not acceptable; `field` names the place. */
  INVALID: { status: 400, retry: 'never' },
  /** This app is older than the server understands. The work is kept until the app is updated. */
  APP_TOO_OLD: { status: 426, retry: 'after-update' },
  /** The phone finds it and the server never says it: a proxy on the way refuses this request, and lets others pass. */
  BLOCKED: { status: 421, retry: 'never' },
  TOO_MANY_REQUESTS: { status: 429, retry: 'later' },
  UNAVAILABLE: { status: 503, retry: 'later' },
  INTERNAL: { status: 500, retry: 'later' },
} as const

export type ErrorCode = keyof typeof errorCodes

export type ErrorDetails = {
  /** Path of the offending field in the input, dot-separated. */
  field?: string
  /** A stable key of the message catalogue that says more than the code does. */
  reason?: string
  /** Values for that message; never private text. */
  values?: Record<string, string | number>
  /** Seconds to wait, with TOO_MANY_REQUESTS. */
  retryAfter?: number
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.reason ? `${code}: ${details.reason}` : code)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

/** Returns the refusal of who has no session: with reason 'ended' where somebody ended it, and it did not just expire. */
export const signedOut = (ended: boolean): AppError =>
  new AppError('UNAUTHORIZED', ended ? { reason: 'ended' } : {})

/** Returns whether an error says that somebody ended the session: what its phone keeps has to go. */
export const saysEnded = ({ code, details }: AppError): boolean =>
  code === 'UNAUTHORIZED' && details.reason === 'ended'

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value)
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError
}
