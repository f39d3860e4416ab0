import { initTRPC, type TRPCError } from '@trpc/server'
import type { Log } from '#server/lib/log.ts'
import { type Context, mustBeSignedIn } from '#server/transport/context.ts'
import { errorAnswer, trpcError } from './errors.ts'

const t = initTRPC.context<Context>().create({
  // A phone that vanished without a word is noticed, and a proxy does not take a quiet stream for a dead one.
  sse: { ping: { enabled: true, intervalMs: 15_000 } },
  errorFormatter: ({ shape, error }) => ({
    code: shape.code,
    message: '',
    data: { httpStatus: shape.data.httpStatus, app: errorAnswer(error) },
  }),
})

export const createRouter = t.router
export const trpcConfig = t._config

/** A call as the log names it. */
export interface CallLog {
  path: string
  type: 'query' | 'mutation' | 'subscription'
}

/** Logs how a call went: a fault of ours as an error, everything else for who looks closely. */
export function logCall(
  log: Log,
  call: CallLog,
  { started, error }: { started: number; error?: TRPCError },
): void {
  const ms = Math.round(performance.now() - started)
  if (!error) log.debug({ ...call, ms }, 'served')
  else if (error.code === 'INTERNAL_SERVER_ERROR')
    log.error({ ...call, ms, err: error.cause ?? error }, 'failed')
  else log.debug({ ...call, ms, code: error.code }, 'refused')
}

/** For anybody: sign-in, and what comes before it. Turns an AppError into tRPC's own, and logs what is a fault of ours. */
export const publicProcedure = t.procedure.use(async ({ next, ctx, path, type }) => {
  const started = performance.now()
  const result = await next()
  if (result.ok) {
    logCall(ctx.log, { path, type }, { started })
    return result
  }
  const error = trpcError(result.error)
  logCall(ctx.log, { path, type }, { started, error })
  return { ...result, error }
})

/** For who is signed in. */
export const signedIn = publicProcedure.use(({ ctx, next }) => next({ ctx: { caller: mustBeSignedIn(ctx) } }))
