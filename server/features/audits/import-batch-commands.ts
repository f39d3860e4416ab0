import { v7 as uuidv7 } from 'uuid'
import type { ImportOptions, ImportReport, Refusal } from '#shared/audits/import-views.ts'
import type { Analysts } from './import-analyst-rules.ts'
import { type CheckedAudit, type CheckedRows, refusalAt } from './import-check-rules.ts'
import { calendarIn } from './import-date-rules.ts'
import type { Policies } from './import-policy-rules.ts'
import type { ImportTarget } from './import-queries.ts'
import * as queries from './import-queries.ts'
import type { Tally } from './import-tally-rules.ts'
import { addToRollups } from './rollup-queries.ts'
import { createRollup } from './rollup-rules.ts'
import type { Made } from './table.ts'
import { verifyingWork } from './verify-commands.ts'

export interface Work {
  options: ImportOptions
  team: { team_id: string; zone: string }
  analysts: Analysts
  policies: Policies
  tally: Tally
  importId: string
}

/** Stores batch by batch, and in the end what belongs to the whole import. */
export function batchWork(target: ImportTarget, work: Work) {
  const { options, team, policies, tally, importId } = work
  const rollup = createRollup(team.zone)
  const verifying = verifyingWork(target, { team, importId })
  const knownPolicies = new Set<string>()
  const touched = new Set<string>()
  const made = { people: [] as string[], policies: [] as string[] }
  /** Content hashes of what this file adds, by reference. */
  const inFile = new Map<string, string>()
  let dataThrough = 0

  async function take({ good, refused, newPeople, read }: CheckedRows & { read: number }): Promise<void> {
    tally.read += read
    const { fresh, later, clashing } = await compare(good)
    refused.push(...clashing)
    // Once a strict import has met a bad row it only goes on to name the others.
    const storing = !options.dryRun && !(options.strict && tally.refused + refused.length > 0)
    if (storing) {
      if (newPeople.length > 0) await queries.insertPeople(target, newPeople)
      made.people.push(...newPeople.map(({ personId }) => personId))
      refused.push(...(await store(fresh)))
    } else for (const { audit } of fresh) tally.add(audit)
    const { updated, refused: unverifiable } = await verifying.take(later, storing)
    tally.updated += updated.length
    for (const analyst of updated) touched.add(analyst)
    refused.push(...unverifiable)
    tally.refuse(refused)
  }

  /** Tells new rows from known ones; what is known must say the same, or the same with another verification. */
  async function compare(good: readonly CheckedAudit[]) {
    const stored = await queries.storedHashes(
      target,
      good.map(({ audit }) => audit.reference),
    )
    const fresh: CheckedAudit[] = []
    const changed: CheckedAudit[] = []
    const clashing: Refusal[] = []
    for (const checked of good) {
      const { reference, content_hash } = checked.audit
      const earlier = inFile.get(reference)
      const known = earlier ?? stored.get(reference)
      if (known === content_hash) tally.unchanged += 1
      else if (earlier !== undefined) clashing.push(clash(checked, 'duplicate_in_file'))
      else {
        inFile.set(reference, content_hash)
        if (known === undefined) fresh.push(checked)
        else changed.push(checked)
      }
    }
    const { later, unchanged, other } = await verifying.compare(changed)
    tally.unchanged += unchanged
    return { fresh, later, clashing: [...clashing, ...other] }
  }

  async function store(fresh: readonly CheckedAudit[]): Promise<Refusal[]> {
    if (fresh.length === 0) return []
    const met = [...new Set(fresh.map(({ audit }) => audit.policy))].filter(
      (code) => !knownPolicies.has(code),
    )
    if (met.length > 0) await queries.insertPolicies(target, met)
    made.policies.push(...met.filter((code) => policies.isNew(code)))
    for (const code of met) knownPolicies.add(code)
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
      tally.add(audit)
      rollup.add({ ...audit, attributed_to: null }, at)
      touched.add(audit.analyst_id)
      dataThrough = Math.max(dataThrough, at)
    }
    return refused
  }

  async function finish(whole: Whole): Promise<ImportReport> {
    const memberships = await admit(target, work)
    await addToRollups(target, team.team_id, rollup.rows())
    await verifying.finish()
    if (dataThrough > 0) await queries.moveDataDate(target, team.team_id, new Date(dataThrough).toISOString())
    const { file, findings } = whole
    const report = tally.report({ importId, dryRun: false, file, findings })
    await recordImport(target, work, { report, fileHash: whole.fileHash, made: { ...made, memberships } })
    await queries.announceImport(target, team.team_id, [...touched])
    return report
  }
  return { take, finish }
}

interface Whole {
  fileHash: Buffer
  file: ImportReport['file']
  findings: ImportReport['findings']
}

/** So many refusals are kept with the import. */
const keptRefusals = 200

async function recordImport(
  target: ImportTarget,
  { options, team, importId }: Work,
  { report, fileHash, made }: { report: ImportReport; fileHash: Buffer; made: Made },
): Promise<void> {
  const { read, added, updated, unchanged, refused } = report
  const { violating, dayOrder, policies, sheet } = options
  await queries.insertImport(target, {
    import_id: importId,
    team_id: team.team_id,
    file_name: options.fileName,
    file_hash: fileHash,
    mapping: JSON.stringify(options.mapping),
    settings: JSON.stringify({ violating, dayOrder, policies, sheet }),
    made: JSON.stringify(made),
    read_rows: read,
    added,
    updated,
    unchanged,
    refused,
    refusals: JSON.stringify(report.refusals.slice(0, keptRefusals)),
  })
  const details = { read, added, updated, unchanged, refused }
  await queries.logImport(target, {
    entryId: uuidv7(),
    action: 'audits.import',
    importId,
    teamId: team.team_id,
    details,
  })
}

const clash = (checked: CheckedAudit, reason: Refusal['reason']): Refusal =>
  refusalAt(checked, { reason, field: 'reference', value: checked.audit.reference.slice(0, 80) })

/** Gives whom the file brought into the team a standing from their first decision on. Returns what it made. */
async function admit(target: ImportTarget, { team, analysts }: Work): Promise<string[]> {
  const admitted = analysts.admitted()
  if (admitted.length === 0) return []
  const dayOf = calendarIn(team.zone)
  const memberships = admitted.map(({ personId, from, to }) => ({
    membershipId: uuidv7(),
    personId,
    from: dayOf(from).day,
    to: to === null ? null : dayOf(to).day,
  }))
  await queries.insertMemberships(target, team.team_id, memberships)
  return memberships.map(({ membershipId }) => membershipId)
}
