import { TRPCClientError } from '@trpc/client'
import { AppError, type ErrorDetails, isErrorCode } from '#shared/core/errors.ts'

/** An error of a call as the server meant it; UNAVAILABLE with reason 'network' where none of its answers came. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof TRPCClientError) {
    const app: { code?: unknown; details?: ErrorDetails } | undefined = error.data?.app
    if (app && isErrorCode(app.code)) return new AppError(app.code, app.details ?? {})
  }
  return new AppError('UNAVAILABLE', { reason: 'network' })
}
