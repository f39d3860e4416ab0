import { initTRPC, TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'
import * as z from 'zod'
import { type CommandMeta, type CommandResult, commandMeta, commandResult } from '#shared/command.ts'
import { AppError, type ErrorCode, type ErrorDetails } from '#shared/errors.ts'
import type { Actor } from '#shared/policy.ts'
import type { Context } from './context.ts'
import type { ActorDb, WriteDb } from './db/actor-db.ts'
import { applyOnce } from './db/apply-once.ts'
import { appendAudit } from './db/audit-log.ts'
import type { Keystore } from './keys/keystore.ts'

const trpcCodes: Record<ErrorCode, TRPC_ERROR_CODE_KEY> = {
  UNAUTHORIZED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  INVALID: 'BAD_REQUEST',
  APP_TOO_OLD: 'PRECONDITION_FAILED',
  TOO_MANY_REQUESTS: 'TOO_MANY_REQUESTS',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
}

/** What the client gets of an error: a code of shared/errors.ts and its details; never a message, cause or stack. */
export interface ErrorAnswer {
  code: ErrorCode
  details: ErrorDetails
}

function answerOf(error: TRPCError): ErrorAnswer {
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

const t = initTRPC.context<Context>().create({
  // A phone that vanished without a word is noticed, and a proxy does not take a quiet stream for a dead one.
  sse: { ping: { enabled: true, intervalMs: 15_000 } },
  errorFormatter: ({ shape, error }) => ({
    code: shape.code,
    message: '',
    data: { httpStatus: shape.data.httpStatus, app: answerOf(error) },
  }),
})

/**
 * A parser of `schema`, compiled at its first use: a view of many rows is checked in a thirtieth of the time. Given the
 * schema itself, tRPC calls its `parseAsync`, which never uses what was compiled.
 */
export function checked<Schema extends z.core.$ZodType>(
  schema: Schema,
): (value: unknown) => z.output<Schema> {
  let compiled: Schema | undefined
  return (value) => {
    compiled ??= z.compile(schema)
    return z.parse(compiled, value)
  }
}

export const createRouter = t.router

/** Turns an AppError into tRPC's own, and logs what is nobody's fault but ours. */
const guarded = t.procedure.use(async ({ next, ctx, path, type }) => {
  const started = performance.now()
  const result = await next()
  const ms = Math.round(performance.now() - started)
  if (result.ok) {
    ctx.log.debug({ path, type, ms }, 'served')
    return result
  }
  const cause = result.error.cause
  const error =
    cause instanceof AppError ? new TRPCError({ code: trpcCodes[cause.code], cause }) : result.error
  if (error.code === 'INTERNAL_SERVER_ERROR') ctx.log.error({ path, type, ms, err: cause ?? error }, 'failed')
  else ctx.log.debug({ path, type, ms, code: error.code }, 'refused')
  return { ...result, error }
})

/** For anybody: sign-in, and what comes before it. */
export const publicProcedure = guarded

/** For who is signed in; no database yet. */
export const signedIn = guarded.use(({ ctx, next }) => {
  if (!ctx.actor || !ctx.sessionId) throw new AppError('UNAUTHORIZED')
  return next({ ctx: { actor: ctx.actor, sessionId: ctx.sessionId } })
})

/** What a query, view or command works with. */
export interface Scope<Db extends ActorDb = ActorDb> {
  db: Db
  actor: Actor
  keys: Keystore
  /** Milliseconds since the epoch. */
  now: () => number
  /** False where the phone says that it asks to be ready without a network, and shows nothing of it yet. */
  shown: boolean
}

type Resolved<Input> = { ctx: Context & { actor: Actor }; input: Input }

const scopeOf = <Db extends ActorDb>(ctx: Resolved<unknown>['ctx'], db: Db): Scope<Db> => ({
  db,
  actor: ctx.actor,
  keys: ctx.keys,
  now: ctx.now,
  shown: ctx.request.get('x-dure-for') !== 'later',
})

/** A read of the actor's own or of unprotected data: one READ ONLY transaction as the actor. */
export function reading<Input, Output>(work: (scope: Scope, input: Input) => Promise<Output>) {
  return ({ ctx, input }: Resolved<Input>): Promise<Output> =>
    ctx.database.read(ctx.actor, (db) => work(scopeOf(ctx, db), input))
}

/** A read of another person's protected data: read-write, because it logs who saw it before it answers. */
export function viewing<Input, Output>(work: (scope: Scope<WriteDb>, input: Input) => Promise<Output>) {
  return ({ ctx, input }: Resolved<Input>): Promise<Output> =>
    ctx.database.write(ctx.actor, (db) => work(scopeOf(ctx, db), input))
}

export type CommandScope = Omit<Scope<WriteDb>, 'shown'> & { meta: CommandMeta }

interface CommandOptions<Input> {
  /** Of the input's schema. */
  version?: number
  /**
   * What a repeat is compared by, where a plain hash would give a secret away to whoever tries all its values; undefined
   * where it cannot be worked out any more.
   */
  digest?: (scope: CommandScope, input: Input) => Promise<Buffer | undefined>
}

/**
 * A write from the outbox: applied once, in one transaction with its audit row. A refusal rolls that transaction back and
 * is logged in one of its own.
 */
export function command<Input, Sent>(
  name: string,
  schema: z.core.$ZodType<Input, Sent>,
  effect: (scope: CommandScope, input: Input) => Promise<CommandResult>,
  { version = 1, digest }: CommandOptions<Input> = {},
) {
  const envelope: unknown = z.object({ meta: commandMeta, input: schema })
  return signedIn
    .input(envelope as z.ZodType<{ meta: CommandMeta; input: Input }, { meta: CommandMeta; input: Sent }>)
    .output(checked(commandResult))
    .mutation(async ({ ctx, input: { meta, input } }) => {
      const { actor, database, keys, now } = ctx
      try {
        return await database.write(actor, async (db) => {
          const scope = { db, actor, keys, now, meta }
          const hash = digest ? { hash: await digest(scope, input) } : {}
          return await applyOnce(db, { name, version, meta, input, ...hash }, async () => {
            const result = await effect(scope, input)
            await appendAudit(db, {
              action: name,
              entityId: result.entityId,
              details: { version: result.version, claimedAt: meta.claimedAt },
            })
            return result
          })
        })
      } catch (error) {
        if (error instanceof AppError && (error.code === 'FORBIDDEN' || error.code === 'NOT_FOUND')) {
          await database.write(actor, (db) =>
            appendAudit(db, { action: `${name}.refused`, details: { code: error.code } }),
          )
        }
        throw error
      }
    })
}
