import { getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server'
import type { NextFunction, Request, Response } from 'express'
import type { Answer } from '#server/core/answer.ts'
import type { Effect } from '#server/core/effect.ts'
import { commandQuota, type Quota, queryQuota } from '#server/core/quotas.ts'
import { runCommand } from '#server/core/run-command.ts'
import { runQuery } from '#server/core/run-query.ts'
import type { Caller } from '#server/core/scope.ts'
import { features as allFeatures } from '#server/features/features.ts'
import { type Deps, mustBeSignedIn, whoAsks } from '#server/transport/context.ts'
import { AppError } from '#shared/core/errors.ts'
import { trpcError } from './errors.ts'
import { bodyLimit } from './express.ts'
import { type CallLog, logCall, trpcConfig } from './procedures.ts'

interface Served {
  readonly effects: { readonly [verb: string]: Effect }
  readonly answers: { readonly [noun: string]: Answer }
}
type All = { readonly [feature: string]: Served }

interface Call {
  log: CallLog
  /** False where the body is not looked at. */
  takesInput: boolean
  quota: Quota
  run(caller: Caller, input: unknown): Promise<unknown>
}

/**
 * Answers a command or query that is posted by itself, as phones do, in tRPC's own form. tRPC's adapter builds a Request, a
 * Response and two streams around each, which costs more than the rest of the transport; it goes on answering batches,
 * reads by GET, and what is neither command nor query.
 */
export function directCalls(deps: Deps, compress: Compress, features: All = allFeatures) {
  const calls = new Map<string, Call>()
  for (const effect of Object.values(features).flatMap(({ effects }) => Object.values(effects)))
    calls.set(`/${effect.contract.name}`, {
      log: { path: effect.contract.name, type: 'mutation' },
      takesInput: true,
      quota: commandQuota,
      run: (caller, envelope) => runCommand(deps, effect, { envelope, actor: caller.actor }),
    })
  for (const answer of Object.values(features).flatMap(({ answers }) => Object.values(answers)))
    calls.set(`/${answer.query.name}`, {
      log: { path: answer.query.name, type: 'query' },
      takesInput: answer.takesInput,
      quota: queryQuota,
      run: (caller, input) => runQuery(deps, answer, { input, caller }),
    })
  return (request: Request, response: Response, next: NextFunction): void => {
    const call = request.method === 'POST' && isJson(request) ? calls.get(request.url) : undefined
    if (call) answerCall(deps, call, { request, response, compress }).catch(next)
    else next()
  }
}

/** Express's middleware that compresses what is written after it. */
export type Compress = (request: Request, response: Response, next: NextFunction) => void

const isJson = ({ headers }: Request): boolean =>
  /^application\/json *(;|$)/i.test(headers['content-type'] ?? '')

async function answerCall(
  deps: Deps,
  { log, takesInput, quota, run }: Call,
  { request, response, compress }: { request: Request; response: Response; compress: Compress },
): Promise<void> {
  const started = performance.now()
  const body = takesInput ? textOf(request) : undefined
  body?.catch(() => undefined)
  try {
    const caller = mustBeSignedIn(await whoAsks(deps, request, response))
    deps.quotas.take(caller.actor, log.path, quota)
    const data = await run(caller, body ? parse(await body) : undefined)
    logCall(deps.log, log, { started })
    send(200, { result: { data } })
  } catch (cause) {
    const error = trpcError(getTRPCErrorFromUnknown(cause))
    logCall(deps.log, log, { started, error })
    const shape = getTRPCErrorShape({
      config: trpcConfig,
      error,
      ...log,
      input: undefined,
      ctx: undefined,
    })
    send(shape.data.httpStatus, { error: shape })
  }
  function send(status: number, answer: object): void {
    const text = Buffer.from(JSON.stringify(answer))
    response.statusCode = status
    response.setHeader('Content-Type', 'application/json')
    response.setHeader('Content-Length', text.length)
    if (text.length < compressedFrom) response.end(text)
    else compress(request, response, () => response.end(text))
  }
}

/** Bytes: what is smaller fits into one packet as it is. */
const compressedFrom = 1024

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause })
  }
}

/** @throws PAYLOAD_TOO_LARGE beyond the limit. */
function textOf(request: Request): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > bodyLimit) reject(new TRPCError({ code: 'PAYLOAD_TOO_LARGE' }))
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks).toString()))
    request.on('error', reject)
    request.on('close', () => reject(new AppError('UNAVAILABLE')))
  })
}
