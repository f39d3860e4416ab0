import { v7 as uuidv7 } from 'uuid'
import type { ImportOptions, ImportReport, Refusal } from '#shared/audits/import-views.ts'
import type { Analysts } from './import-analyst-rules.ts'
import type { CheckedAudit, CheckedRows } from './import-check-rules.ts'
import { calendarIn } from './import-date-rules.ts'
import type { ImportTarget } from './import-queries.ts'
import * as queries from './import-queries.ts'
import type { Tally } from './import-tally-rules.ts'
import { addToRollups } from './rollup-queries.ts'
import { createRollup } from './rollup-rules.ts'

export interface Work {
  options: ImportOptions & { createPeople?: boolean }
  team: { team_id: string; zone: string }
  analysts: Analysts
  tally: Tally
  importId: string
}

/** Stores batch by batch, and in the end what belongs to the whole import. */
export function batchWork(target: ImportTarget, { options, team, analysts, tally, importId }: Work) {
  const rollup = createRollup(team.zone)
  const policies = new Set<string>()
  const touched = new Set<string>()
  /** Content hashes of what this file adds, by reference. */
  const inFile = new Map<string, string>()
  let dataThrough = 0

  async function take({ good, refused, newPeople, read }: CheckedRows & { read: number }): Promise<void> {
    tally.read += read
    const { fresh, clashing } = await compare(good)
    refused.push(...clashing)
    // Once a strict import has met a bad row it only goes on to name the others.
    const storing = !options.dryRun && !(options.strict && tally.refused + refused.length > 0)
    if (storing) {
      if (newPeople.length > 0) await queries.insertPeople(target, newPeople)
      refused.push(...(await store(fresh)))
    } else tally.added += fresh.length
    tally.refuse(refused)
  }

  /** Tells new rows from known ones; what is known must say the same. */
  async function compare(good: readonly CheckedAudit[]) {
    const stored = await queries.storedHashes(
      target,
      good.map(({ audit }) => audit.reference),
    )
    const fresh: CheckedAudit[] = []
    const clashing: Refusal[] = []
    for (const checked of good) {
      const { reference, content_hash } = checked.audit
      const earlier = inFile.get(reference)
      const known = earlier ?? stored.get(reference)
      if (known === content_hash) tally.unchanged += 1
      else if (known === undefined) {
        inFile.set(reference, content_hash)
        fresh.push(checked)
      } else {
        const reason = earlier === undefined ? 'reference_has_other_content' : 'duplicate_in_file'
        clashing.push(clash(checked, reason))
      }
    }
    return { fresh, clashing }
  }

  async function store(fresh: readonly CheckedAudit[]): Promise<Refusal[]> {
    if (fresh.length === 0) return []
    const met = [...new Set(fresh.map(({ audit }) => audit.policy))].filter((code) => !policies.has(code))
    if (met.length > 0) await queries.insertPolicies(target, met)
    for (const code of met) policies.add(code)
    const taken = await queries.insertAudits(
      target,
      importId,
      fresh.map(({ audit }) => audit),
    )
    const refused: Refusal[] = []
    for (const checked of fresh) {
      const { audit, at } = checked
      if (!taken.has(audit.reference)) {
        refused.push(clash(checked, 'reference_has_other_content'))
        continue
      }
      tally.added += 1
      rollup.add(audit, at)
      touched.add(audit.analyst_id)
      dataThrough = Math.max(dataThrough, at)
    }
    return refused
  }

  async function finish(fileHash: Buffer): Promise<ImportReport> {
    await admit(target, team, analysts)
    await addToRollups(target, team.team_id, rollup.rows())
    await queries.moveDataDate(target, team.team_id, new Date(dataThrough).toISOString())
    const report = tally.report({ importId, dryRun: false })
    const { read, added, unchanged, refused } = report
    await queries.insertImport(target, {
      import_id: importId,
      team_id: team.team_id,
      file_name: options.fileName,
      file_hash: fileHash,
      mapping: JSON.stringify(options.mapping),
      read_rows: read,
      added,
      unchanged,
      refused,
      refusals: JSON.stringify(report.refusals),
    })
    const details = { read, added, unchanged, refused }
    await queries.logImport(target, { entryId: uuidv7(), importId, teamId: team.team_id, details })
    await queries.announceImport(target, team.team_id, [...touched])
    return report
  }
  return { take, finish }
}

const clash = ({ row, audit }: CheckedAudit, reason: Refusal['reason']): Refusal => ({
  row,
  reason,
  field: 'reference',
  value: audit.reference.slice(0, 80),
})

/** Gives whom the file brought into the team a standing from their first decision on. */
async function admit(target: ImportTarget, team: Work['team'], analysts: Analysts): Promise<void> {
  const admitted = analysts.admitted()
  if (admitted.length === 0) return
  const dayOf = calendarIn(team.zone)
  await queries.insertMemberships(
    target,
    team.team_id,
    admitted.map(({ personId, from, to }) => ({
      membershipId: uuidv7(),
      personId,
      from: dayOf(from).day,
      to: to === null ? null : dayOf(to).day,
    })),
  )
}
