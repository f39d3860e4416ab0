import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { type CsvRow, readCsv } from '#server/lib/csv.ts'
import { batchesOf, oneAhead, watched } from '#server/lib/csv-batches.ts'
import type { ImportOptions, ImportReport } from '#shared/audits/import-views.ts'
import { AppError } from '#shared/core/errors.ts'
import { analystsOf } from './import-analyst-rules.ts'
import { batchWork } from './import-batch-commands.ts'
import { checkRows } from './import-check-rules.ts'
import type { ImportTarget } from './import-queries.ts'
import * as queries from './import-queries.ts'
import { placesOf } from './import-row-rules.ts'
import { createTally } from './import-tally-rules.ts'

export interface ImportRun {
  /** Milliseconds since the epoch. */
  now: () => number
  /** After each batch: how much of the file was read. */
  onProgress?: (done: { bytes: number; rows: number }) => void
  /** Ends the import with its reason; the transaction is the caller's to roll back. */
  signal?: AbortSignal
}

const turnEveryMs = 200

/**
 * Reads a team's audit log into the transaction of `target`: all of its good rows with their rollups, or with `strict`
 * and a bad row, or with `dryRun`, none. Nothing is stored twice: a reference that is known with the same content is
 * unchanged. Two imports of one organisation wait for one another.
 * @throws NOT_FOUND for a team that is not there; INVALID with reason import_empty, import_field_unmapped or
 * import_column_missing (`field` names it). Whatever it throws, the transaction must be rolled back.
 */
export async function importAudits(
  target: ImportTarget,
  source: AsyncIterable<Uint8Array>,
  options: ImportOptions & { createPeople?: boolean },
  run: ImportRun,
): Promise<ImportReport> {
  const team = await queries.teamOf(target, options.teamId)
  if (!team) throw new AppError('NOT_FOUND')
  const { dryRun, createPeople = false } = options
  if (!dryRun) await waitForTurn(target, run.signal)
  await queries.mark(target)

  const file = watched(source, run.signal)
  const rows = batchesOf(readCsv(file.chunks()))
  try {
    const first = await rows.next()
    const [header, ...rest] = first.value ?? []
    if (!header) throw new AppError('INVALID', { reason: 'import_empty' })
    const tally = createTally()
    if ('problem' in header) {
      tally.refuse([{ row: header.line, reason: header.problem, field: null, value: null }])
      return tally.report({ importId: null, dryRun })
    }
    const analysts = analystsOf(await queries.membershipsOf(target, team.team_id), {
      zone: team.zone,
      elsewhere: createPeople ? await queries.peopleByReference(target) : new Map(),
      makeId: uuidv7,
    })
    const check = {
      teamId: team.team_id,
      zone: team.zone,
      violating: options.violating,
      now: run.now(),
      createPeople,
      places: placesOf(header.fields, options.mapping),
      columns: header.fields.length,
    }
    async function* checked() {
      for (let batch: CsvRow[] | undefined = rest; batch; batch = (await rows.next()).value) {
        // Between two batches others have their turn of the event loop.
        await nextTurn()
        yield { ...checkRows(batch, analysts, check), read: batch.length, bytes: file.bytes() }
      }
    }
    const storing = batchWork(target, { options, team, analysts, tally, importId: uuidv7() })
    for await (const { bytes, ...batch } of oneAhead(checked())) {
      run.signal?.throwIfAborted()
      await storing.take(batch)
      run.onProgress?.({ bytes, rows: tally.read })
    }
    run.signal?.throwIfAborted()

    if (options.strict && tally.refused > 0) {
      await queries.backToMark(target)
      tally.added = 0
      return tally.report({ importId: null, dryRun })
    }
    if (dryRun || tally.added === 0) return tally.report({ importId: null, dryRun })
    return await storing.finish(file.digest())
  } finally {
    // Lets go of the file where it was not read to its end.
    await rows.return(undefined)
  }
}

async function waitForTurn(target: ImportTarget, signal: AbortSignal | undefined): Promise<void> {
  while (!(await queries.takeTurn(target))) await sleep(turnEveryMs, undefined, { signal })
}
