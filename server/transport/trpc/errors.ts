import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'
import * as z from 'zod/mini'
import { AppError, type ErrorCode, type ErrorDetails } from '#shared/core/errors.ts'

const trpcCodes: Record<ErrorCode, TRPC_ERROR_CODE_KEY> = {
  UNAUTHORIZED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  INVALID: 'BAD_REQUEST',
  APP_TOO_OLD: 'PRECONDITION_FAILED',
  BLOCKED: 'NOT_IMPLEMENTED',
  TOO_MANY_REQUESTS: 'TOO_MANY_REQUESTS',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
}

/**
 * Holds what the client gets of an error: a code of shared/core/errors.ts and its details; never a message, cause or
 * stack.
 */
export interface ErrorAnswer {
  code: ErrorCode
  details: ErrorDetails
}

/** Returns what the client gets of this error. */
export function errorAnswer(error: TRPCError): ErrorAnswer {
  if (error.cause instanceof AppError) return { code: error.cause.code, details: error.cause.details }
  if (error.cause instanceof z.core.$ZodError && error.code === 'BAD_REQUEST') {
    const issue = error.cause.issues[0]
    return { code: 'INVALID', details: issue ? { field: issue.path.join('.'), reason: issue.code } : {} }
  }
  const code = (Object.keys(trpcCodes) as ErrorCode[]).find((key) => trpcCodes[key] === error.code)
  if (code) return { code, details: {} }
  // The rest are tRPC's own: a body that is too large or cannot be read, a write by GET. Repeating them changes nothing.
  return { code: getHTTPStatusCodeFromError(error) < 500 ? 'INVALID' : 'INTERNAL', details: {} }
}

/** Returns tRPC's own error for an AppError, and any other as it is. */
export function trpcError(error: TRPCError): TRPCError {
  const { cause } = error
  return cause instanceof AppError ? new TRPCError({ code: trpcCodes[cause.code], cause }) : error
}
