import { AppError, type ErrorDetails, isErrorCode } from '#shared/core/errors.ts'
import { RefusedCall } from './call.ts'

/** An error of a call as the server meant it; UNAVAILABLE with reason 'network' where none of its answers came. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof RefusedCall) {
    const { app } = (error.data ?? {}) as { app?: { code?: unknown; details?: ErrorDetails } }
    if (app && isErrorCode(app.code)) return new AppError(app.code, app.details ?? {})
  }
  return new AppError('UNAVAILABLE', { reason: 'network' })
}
