import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { batchesOf, oneAhead, watched } from '#server/lib/table-batches.ts'
import { tableDecoders } from '#server/lib/table-file.ts'
import { type AuditTable, openAuditTable } from '#shared/audits/audit-table.ts'
import type { ImportFindings, ImportOptions, ImportReport } from '#shared/audits/import-views.ts'
import { AppError } from '#shared/core/errors.ts'
import { columnsOf } from '#shared/tables/header.ts'
import { type OpenFile, UnreadableFile } from '#shared/tables/read-table.ts'
import { type Admissible, analystsOf } from './import-analyst-rules.ts'
import { batchWork } from './import-batch-commands.ts'
import { refusalAt, rowChecker } from './import-check-rules.ts'
import { gatherFindings } from './import-findings-rules.ts'
import { policiesOf } from './import-policy-rules.ts'
import type { ImportTarget } from './import-queries.ts'
import * as queries from './import-queries.ts'
import { placesOf } from './import-row-rules.ts'
import { createTally } from './import-tally-rules.ts'

export interface ImportRun {
  /** Milliseconds since the epoch. */
  now: () => number
  /** After each batch: how much of the file was read. */
  onProgress?: (done: { bytes: number; rows: number }) => void
  /** Before the transaction can be committed: what the file says that somebody may not have meant. */
  beforeStoring?: (findings: ImportFindings) => void
  /** Ends the import with its reason; the transaction is the caller's to roll back. */
  signal?: AbortSignal
}

const turnEveryMs = 200

/**
 * Reads a team's audit log into the transaction of `target`: all of its good rows with their rollups, or with `strict`
 * and a bad row, or with `dryRun`, none. Nothing is stored twice: a reference that is known with the same content is
 * unchanged, and one whose verification came later gets it. Two imports of one organisation wait for one another.
 * @throws NOT_FOUND for a team that is not there; INVALID with reason import_empty, import_field_unmapped,
 * import_column_missing or import_column_twice (`field` names it), or with why the file is no table. Whatever it throws,
 * the transaction must be rolled back.
 */
export async function importAudits(
  target: ImportTarget,
  open: OpenFile,
  options: ImportOptions,
  run: ImportRun,
): Promise<ImportReport> {
  const team = await queries.teamOf(target, options.teamId)
  if (!team) throw new AppError('NOT_FOUND')
  const { dryRun } = options
  if (!dryRun) await waitForTurn(target, run.signal)
  await queries.mark(target)

  let file = watched(open(), run.signal)
  const reopen = () => {
    file = watched(open(), run.signal)
    return file.chunks()
  }
  const { header, facts, rows: found, skipped, overturns } = await openedTable(reopen, options)
  const rows = batchesOf(found)
  try {
    if (!header) throw new AppError('INVALID', { reason: 'import_empty' })
    const tally = createTally()
    const findings = gatherFindings(options.violating, { skipped, overturns })
    const report = () => tally.report({ importId: null, dryRun, file: facts, findings: findings.report() })
    if ('problem' in header) {
      tally.refuse([refusalAt(header, { reason: header.problem, field: null, value: null })])
      return report()
    }
    const { check, analysts, policies } = await checkOf(target, {
      team,
      options,
      run,
      header: header.fields,
      findings,
    })
    async function* checked() {
      for await (const batch of rows) {
        // Between two batches others have their turn of the event loop.
        await nextTurn()
        yield { ...check(batch), read: batch.length, bytes: file.bytes() }
      }
    }
    const storing = batchWork(target, { options, team, analysts, policies, tally, importId: uuidv7() })
    for await (const { bytes, ...batch } of oneAhead(checked())) {
      run.signal?.throwIfAborted()
      await storing.take(batch)
      run.onProgress?.({ bytes, rows: tally.read })
    }
    run.signal?.throwIfAborted()

    if (options.strict && tally.refused > 0) {
      await queries.backToMark(target)
      tally.dropAdded()
      return report()
    }
    if (dryRun || tally.added() + tally.updated === 0) return report()
    const found = findings.report()
    run.beforeStoring?.(found)
    return await storing.finish({ fileHash: file.digest(), file: facts, findings: found })
  } finally {
    // Lets go of the file where it was not read to its end.
    await rows.return(undefined)
  }
}

async function openedTable(open: OpenFile, { sheet }: ImportOptions): Promise<AuditTable> {
  try {
    return await openAuditTable(open, tableDecoders, { sheet })
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    throw new AppError('INVALID', {
      reason: `import_${error.reason}`,
      values: { sheets: error.sheets.join(', ') },
    })
  }
}

interface Setting {
  team: { team_id: string; zone: string }
  options: ImportOptions
  run: ImportRun
  header: readonly string[]
  findings: ReturnType<typeof gatherFindings>
}

async function checkOf(target: ImportTarget, { team, options, run, header, findings }: Setting) {
  const { makePolicies = false } = options
  const memberships = await queries.membershipsOf(target, team.team_id)
  const may = await admissible(target, options)
  const analysts = analystsOf(memberships, { zone: team.zone, may, makeId: uuidv7 })
  const policies = policiesOf(await queries.policiesOfOrg(target), {
    chosen: options.policies,
    make: makePolicies,
  })
  for (const { name } of memberships) findings.teamName(name)
  const check = rowChecker({
    teamId: team.team_id,
    zone: team.zone,
    violating: options.violating,
    dayOrder: options.dayOrder,
    now: run.now(),
    places: placesOf(columnsOf(header), options.mapping),
    columns: header.length,
    analysts,
    policies,
    findings,
  })
  return { check, analysts, policies }
}

/** A lead brings in whom nobody else has; the command line takes everybody by their reference. */
async function admissible(
  target: ImportTarget,
  { teamId, makePeople: make = false, earlierDays: earlier = false }: ImportOptions,
): Promise<Admissible> {
  const people = await queries.peopleCalled(target)
  if (target.actor === null) {
    const elsewhere = make ? people.byReference : new Map<string, string>()
    return { make, earlier, elsewhere, known: make ? new Set() : people.known, firstHere: undefined }
  }
  const firstHere = await queries.firstHere(target, teamId)
  return { make, earlier, elsewhere: new Map(), known: people.known, firstHere }
}

async function waitForTurn(target: ImportTarget, signal: AbortSignal | undefined): Promise<void> {
  while (!(await queries.takeTurn(target))) await sleep(turnEveryMs, undefined, { signal })
}
