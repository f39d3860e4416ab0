import express, { type NextFunction, type Request, type Response } from 'express'
import { appendAudit } from '#server/core/audit-trail.ts'
import { commandQuota } from '#server/core/quotas.ts'
import { type MoveInFile, moveIn, mustPlace, readHistory } from '#server/features/reviews/move-in-commands.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Actor, can } from '#shared/policy.ts'
import {
  type MoveInOptions,
  moveInBytes,
  moveInOptions,
  type PersonToMake,
  peopleToMake,
} from '#shared/reviews/move-in-views.ts'
import { type Context, createContext, type Deps, mustBeSignedIn } from './context.ts'

/**
 * POST /move-in?options=<MoveInOptions as JSON> with the bytes of the files, one after the other, as its body, and after them the
 * people to be made as JSON. Answers with the report. The files are read whole before a transaction begins; a client that goes away stores nothing.
 */
export function moveInRoute(deps: Deps): express.Router {
  const router = express.Router()
  router.post('/move-in', async (request: Request, response: Response, next: NextFunction) => {
    const gone = new AbortController()
    response.on('close', () => gone.abort(new AppError('UNAVAILABLE')))
    try {
      const context = await createContext(deps, request, response)
      const allowed = await admitted(context)
      const { actor, options } = allowed
      const report = await context.importTurns.alone(actor, gone.signal, async () => {
        const { files, people } = split(await received(request, options), options)
        mustPlace(actor, people)
        const history = await readHistory(files, options)
        return await context.importTurns.store(actor, gone.signal, () =>
          context.importDatabase.write(actor, ({ org, person, query }) =>
            moveIn({ org, actor: person, query }, history, options, {
              now: context.now,
              choose: () => people,
              signal: gone.signal,
            }),
          ),
        )
      })
      response.set('Cache-Control', 'no-store').json({ report })
    } catch (error) {
      if (!gone.signal.aborted) next(error)
    }
  })
  return router
}

async function admitted(context: Context): Promise<{ actor: Actor; options: MoveInOptions }> {
  const { database, request, quotas } = context
  const { actor } = mustBeSignedIn(context)
  quotas.take(actor, 'reviews.moveIn', commandQuota)
  const options = moveInOptions.safeParse(jsonOf(request.query.options))
  if (!options.success)
    throw new AppError('INVALID', { field: options.error.issues[0]?.path.join('.') || 'options' })
  const { teamId } = options.data
  if (!can(actor, 'team.moveIn', { teamId })) {
    const code = can(actor, 'team.read', { teamId }) ? 'FORBIDDEN' : 'NOT_FOUND'
    await database.write(actor, (db) =>
      appendAudit(db, { action: 'reviews.moveIn.refused', details: { code } }),
    )
    throw new AppError(code)
  }
  return { actor, options: options.data }
}

function jsonOf(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

/** Returns the body. @throws INVALID where it is longer than what the screen takes. */
async function received(request: Request, { files, peopleSize = 0 }: MoveInOptions): Promise<Buffer> {
  const expected = files.reduce((sum, { size }) => sum + size, 0) + peopleSize
  const megabytes = moveInBytes / 1_000_000
  const tooLarge = () => new AppError('INVALID', { reason: 'import_too_large', values: { megabytes } })
  if (expected - peopleSize > moveInBytes) throw tooLarge()
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const chunk: Buffer = part
    parts.push(chunk)
    size += chunk.length
    if (size > expected) throw tooLarge()
  }
  if (size < expected) throw new AppError('INVALID', { field: 'files' })
  return Buffer.concat(parts)
}

/** @throws INVALID with the field of the first person who cannot be made. */
function split(
  body: Buffer,
  { files, peopleSize = 0 }: MoveInOptions,
): { files: MoveInFile[]; people: readonly PersonToMake[] } {
  let from = 0
  const parts = files.map(({ name, size }) => {
    const bytes = body.subarray(from, from + size)
    from += size
    return { name, bytes }
  })
  if (peopleSize === 0) return { files: parts, people: [] }
  const people = peopleToMake.safeParse(jsonOf(body.subarray(from).toString()))
  if (people.success) return { files: parts, people: people.data }
  throw new AppError('INVALID', { field: ['people', ...(people.error.issues[0]?.path ?? [])].join('.') })
}
