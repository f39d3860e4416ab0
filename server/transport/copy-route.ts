import { once } from 'node:events'
import express, { type NextFunction, type Request, type Response } from 'express'
import { proveOwnPassword } from '#server/auth/methods/own-password.ts'
import { queryQuota } from '#server/core/quotas.ts'
import { copyOf, recordCopy } from '#server/features/administration/copy-views.ts'
import { copyInput } from '#shared/administration/copy-views.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Actor } from '#shared/policy.ts'
import { browserOf } from './browser.ts'
import { type Context, createContext, type Deps, mustBeSignedIn } from './context.ts'

const action = 'administration.copy'

/**
 * POST /my-data with CopyInput as JSON. Answers with the copy of the caller's data as a JSON file, written as the client
 * takes it. What fails on the way ends the connection, so that half a file is not taken for a whole one.
 */
export function copyRoute(deps: Deps): express.Router {
  const router = express.Router()
  const json = express.json({ limit: '4kb' })
  router.post('/my-data', json, async (request: Request, response: Response, next: NextFunction) => {
    try {
      const context = await createContext(deps, request, response)
      const actor = await admitted(context)
      await recordCopy(context, actor)
      await send(context, actor)
    } catch (error) {
      if (!response.headersSent) return next(error)
      deps.log.error({ err: error }, 'copy failed')
      response.destroy()
    }
  })
  return router
}

async function admitted(context: Context): Promise<Actor> {
  const { database, request, quotas } = context
  const { actor } = mustBeSignedIn(context)
  quotas.take(actor, action, queryQuota)
  const input = copyInput.safeParse(request.body)
  if (!input.success) throw new AppError('INVALID', { field: 'current' })
  const { current } = input.data
  await proveOwnPassword(database, actor, { current, browser: browserOf(context), action })
  return actor
}

async function send({ database, keys, now, response }: Context, person: Actor): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  response.set({
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': 'attachment; filename="dure-my-data.json"',
  })
  for await (const part of copyOf(database, { person, now, keys })) {
    if (gone.signal.aborted) return
    if (!response.write(part)) await once(response, 'drain', { signal: gone.signal }).catch(() => undefined)
  }
  response.end()
}
