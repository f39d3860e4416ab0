import { initTRPC } from '@trpc/server'
import type { Context } from '#server/transport/context.ts'
import { AppError } from '#shared/core/errors.ts'
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

/** For anybody: sign-in, and what comes before it. Turns an AppError into tRPC's own, and logs what is a fault of ours. */
export const publicProcedure = t.procedure.use(async ({ next, ctx, path, type }) => {
  const started = performance.now()
  const result = await next()
  const ms = Math.round(performance.now() - started)
  if (result.ok) {
    ctx.log.debug({ path, type, ms }, 'served')
    return result
  }
  const error = trpcError(result.error)
  if (error.code === 'INTERNAL_SERVER_ERROR')
    ctx.log.error({ path, type, ms, err: error.cause ?? error }, 'failed')
  else ctx.log.debug({ path, type, ms, code: error.code }, 'refused')
  return { ...result, error }
})

/** For who is signed in. */
export const signedIn = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.caller) throw new AppError('UNAUTHORIZED')
  return next({ ctx: { caller: ctx.caller } })
})
