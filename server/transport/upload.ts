import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import express, { type NextFunction, type Request, type Response } from 'express'
import { appendAudit } from '#server/core/audit-trail.ts'
import { commandQuota } from '#server/core/quotas.ts'
import { importAudits } from '#server/features/audits/import-commands.ts'
import { openFile } from '#server/lib/table-file.ts'
import { type ImportEvent, type ImportOptions, importOptions } from '#shared/audits/import-views.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Actor, can } from '#shared/policy.ts'
import { type Context, createContext, type Deps, mustBeSignedIn } from './context.ts'

const megabyte = 1_000_000
/** Megabytes of a file that the screen takes; a larger one goes in through the command line. */
const largest = 200

/**
 * POST /import?options=<ImportOptions as JSON> with the file as its body. Answers with ImportEvents, one JSON value a line:
 * progress, in bytes of the file, and in the end the report or an error. A client that goes away takes its import with it.
 * The file waits in a folder of its own until it is whole: a slow network must not hold a transaction open.
 */
export function uploadRoute(deps: Deps): express.Router {
  const router = express.Router()
  router.post('/import', async (request: Request, response: Response, next: NextFunction) => {
    const gone = new AbortController()
    response.on('close', () => gone.abort(new AppError('UNAVAILABLE')))
    try {
      const context = await createContext(deps, request, response)
      const allowed = await admitted(context)
      await context.importTurns.alone(allowed.actor, gone.signal, () =>
        withFile(async (file) => {
          const size = await receive(request, file, gone.signal)
          await answer(context, { ...allowed, file, size, signal: gone.signal })
        }),
      )
    } catch (error) {
      if (!gone.signal.aborted) next(error)
    }
  })
  return router
}

const folderPrefix = 'dure-import-'
/** Milliseconds after which a file is left over from a process that was killed. */
const staleAfter = 6 * 3_600_000

/** Removes the files of imports that a killed process left behind. */
export async function removeStaleUploads(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => [])
  for (const name of names.filter((item) => item.startsWith(folderPrefix))) {
    const folder = path.join(tmpdir(), name)
    const changed = (await stat(folder).catch(() => undefined))?.mtimeMs ?? Date.now()
    // One of another account stays.
    if (changed < Date.now() - staleAfter)
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

async function withFile(work: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), folderPrefix))
  try {
    await work(path.join(folder, 'audits.csv'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function admitted(context: Context): Promise<{ actor: Actor; options: ImportOptions }> {
  const { database, request, quotas } = context
  const { actor } = mustBeSignedIn(context)
  quotas.take(actor, 'audits.import', commandQuota)
  const options = importOptions.safeParse(jsonOf(request.query.options))
  if (!options.success) {
    throw new AppError('INVALID', { field: options.error.issues[0]?.path.join('.') || 'options' })
  }
  const { teamId } = options.data
  if (!can(actor, 'team.import', { teamId })) {
    const code = can(actor, 'team.read', { teamId }) ? 'FORBIDDEN' : 'NOT_FOUND'
    await database.write(actor, (db) =>
      appendAudit(db, { action: 'audits.import.refused', details: { code } }),
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

/** Bytes received. */
async function receive(request: Request, file: string, signal: AbortSignal): Promise<number> {
  const tooLarge = () =>
    new AppError('INVALID', { reason: 'import_too_large', values: { megabytes: largest } })
  if (Number(request.get('content-length') ?? 0) > largest * megabyte) throw tooLarge()
  let size = 0
  const limit = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      if (size > largest * megabyte) done(tooLarge())
      else done(null, chunk)
    },
  })
  await pipeline(request, limit, createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal })
  return size
}

interface Upload {
  actor: Actor
  options: ImportOptions
  file: string
  size: number
  signal: AbortSignal
}

async function answer(
  { importDatabase, importTurns, log, now, response }: Context,
  { actor, options, file, size, signal }: Upload,
): Promise<void> {
  // Nothing on the way may gather the lines, or progress would arrive with the report.
  response.set({ 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store, no-transform' })
  const say = (event: ImportEvent) => response.write(`${JSON.stringify(event)}\n`)
  const progress = (done: number) => say({ type: 'progress', phase: 'storing', done, total: size })
  say({ type: 'progress', phase: 'reading', done: size, total: size })
  try {
    const report = await importTurns.store(actor, signal, () =>
      importDatabase.write(actor, ({ org, person, query }) =>
        importAudits({ org, actor: person, query }, openFile(file), options, {
          now,
          signal,
          onProgress: ({ bytes }) => progress(bytes),
        }),
      ),
    )
    log.debug({ read: report.read, added: report.added, refused: report.refused }, 'imported')
    say({ type: 'report', report })
  } catch (error) {
    if (signal.aborted) return
    const known = error instanceof AppError ? error : undefined
    if (!known) log.error({ err: error }, 'import failed')
    say({ type: 'error', code: known?.code ?? 'INTERNAL', reason: known?.details.reason ?? null })
  }
  response.end()
}
