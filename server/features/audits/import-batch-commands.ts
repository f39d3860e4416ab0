import { v7 as uuidv7 } from 'uuid'
import type { ImportOptions, ImportReport, Refusal } from '#shared/audits/import-views.ts'
import type { Analysts } from './import-analyst-rules.ts'
import { type CheckedAudit, type CheckedMachine, type CheckedRows, refusalAt } from './import-check-rules.ts'
import { calendarIn } from './import-date-rules.ts'
import type { Policies } from './import-policy-rules.ts'
import type { ImportTarget } from './import-queries.ts'
import * as queries from './import-queries.ts'
import type { Tally } from './import-tally-rules.ts'
import { machineWork } from './machine-commands.ts'
import { hasDecisions, knownReferences } from './machine-queries.ts'
import { setByFile, settableByFile } from './put-right-queries.ts'
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
  /**
   * Content hashes of what this file says of references, where the stored rows do not tell it: of everything where they may not
   * be stored, else of machines' decisions and of verifications. The memory of a large import does not grow with its rows.
   */
  const inFile = new Map<string, string>()
  const machine = machineWork(target, { team, importId, tally, rollup, inFile, insertPolicies })
  let dataThrough = 0
  /** Every good row is stored, whatever comes after it. */
  const isSure = !options.dryRun && !options.strict

  async function take({
    good,
    machines,
    refused,
    newPeople,
    read,
  }: CheckedRows & { read: number }): Promise<void> {
    tally.read += read
    if (isSure) await insertPeople(newPeople)
    // Most rows of most files are new, and the database tells of each whether it is: the others alone are looked up.
    const isFast = isSure && good.every(({ audit }) => knownPolicies.has(audit.policy))
    const { fresh, later, clashing } = await compare(isFast ? await storeFree(good) : good)
    refused.push(...clashing)
    // Once a strict import has met a bad row it only goes on to name the others.
    const storing = !options.dryRun && !(options.strict && tally.refused + refused.length > 0)
    if (storing) {
      if (!isSure) await insertPeople(newPeople)
      refused.push(...(await store(fresh)))
    } else for (const { audit } of fresh) tally.add(audit)
    const { updated, refused: unverifiable } = await verifying.take(later, storing)
    tally.updated += updated.length
    for (const analyst of updated) touched.add(analyst)
    refused.push(...unverifiable)
    const byMachines = await machine.take(machines, storing)
    refused.push(...byMachines.refused)
    const changed = new Set([
      ...[...fresh, ...later.map(({ checked }) => checked)].map(referenceOf),
      ...byMachines.changed,
    ])
    await putRight([...good, ...machines], changed, storing)
    tally.refuse(refused)
  }

  /** Sets what the file says was put right; a row that it says nothing else new of counts as updated. */
  async function putRight(
    rows: readonly (CheckedAudit | CheckedMachine)[],
    changed: ReadonlySet<string>,
    storing: boolean,
  ): Promise<void> {
    const days = new Map<string, string>()
    for (const row of rows) {
      const reference = referenceOf(row)
      if (row.putRightOn !== null && !days.has(reference)) days.set(reference, row.putRightOn)
    }
    const said = [...days].map(([reference, on]) => ({ reference, on }))
    const settled = storing
      ? await setByFile(target, { teamId: team.team_id, importId }, said)
      : await settableByFile(target, team.team_id, said)
    const known = settled.filter((reference) => !changed.has(reference)).length
    tally.unchanged -= known
    tally.updated += known
  }

  /** Tells new rows from known ones; what is known must say the same, or the same with another verification. */
  async function compare(good: readonly CheckedAudit[]) {
    const stored = await queries.storedHashes(
      target,
      importId,
      good.map(({ audit }) => audit.reference),
    )
    const ofMachines = await referencesOfMachines(
      good.map(({ audit }) => audit.reference).filter((reference) => !stored.has(reference)),
    )
    /** The rows of this batch before the row. */
    const inBatch = new Map<string, string>()
    const fresh: CheckedAudit[] = []
    const changed: CheckedAudit[] = []
    const clashing: Refusal[] = []
    for (const checked of good) {
      const { reference, content_hash } = checked.audit
      const found = stored.get(reference)
      const earlier = inFile.get(reference) ?? inBatch.get(reference)
      const known = earlier ?? found?.hash
      if (known === content_hash) tally.unchanged += 1
      else if (earlier !== undefined || found?.isOwn) clashing.push(clash(checked, 'duplicate_in_file'))
      // The decider does not change once it is stored.
      else if (ofMachines.has(reference)) clashing.push(clash(checked, 'reference_has_other_content'))
      else {
        if (isSure && known === undefined) inBatch.set(reference, content_hash)
        else inFile.set(reference, content_hash)
        if (known === undefined) fresh.push(checked)
        else changed.push(checked)
      }
    }
    const { later, unchanged, other } = await verifying.compare(changed)
    tally.unchanged += unchanged
    return { fresh, later, clashing: [...clashing, ...other] }
  }

  async function insertPeople(people: CheckedRows['newPeople']): Promise<void> {
    if (people.length > 0) await queries.insertPeople(target, people)
    made.people.push(...people.map(({ personId }) => personId))
  }

  let anyMachine: boolean | undefined
  /** Returns those of these references that name a machine's decision which was stored before this import. */
  async function referencesOfMachines(references: readonly string[]): Promise<Set<string>> {
    anyMachine ??= await hasDecisions(target, team.team_id)
    return anyMachine ? await knownReferences(target, team.team_id, references) : new Set()
  }

  /** Stores the rows whose references are free. Returns the others. */
  async function storeFree(good: readonly CheckedAudit[]): Promise<CheckedAudit[]> {
    const ofMachines = await referencesOfMachines(good.map(({ audit }) => audit.reference))
    const isFree = ({ audit: { reference } }: CheckedAudit) =>
      !inFile.has(reference) && !ofMachines.has(reference)
    const left = await insert(good.filter(isFree))
    return [...good.filter((checked) => !isFree(checked)), ...left].sort((a, b) => a.row - b.row)
  }

  async function insertPolicies(codes: readonly string[]): Promise<void> {
    const met = [...new Set(codes)].filter((code) => !knownPolicies.has(code))
    if (met.length > 0) await queries.insertPolicies(target, met)
    made.policies.push(...met.filter((code) => policies.isNew(code)))
    for (const code of met) knownPolicies.add(code)
  }

  async function store(fresh: readonly CheckedAudit[]): Promise<Refusal[]> {
    await insertPolicies(fresh.map(({ audit }) => audit.policy))
    const left = await insert(fresh)
    return left.map((checked) => clash(checked, 'reference_has_other_content'))
  }

  /** Stores rows and counts them. Returns those whose reference is taken. */
  async function insert(rows: readonly CheckedAudit[]): Promise<CheckedAudit[]> {
    if (rows.length === 0) return []
    const taken = await queries.insertAudits(
      target,
      importId,
      rows.map(({ audit }) => audit),
    )
    const left: CheckedAudit[] = []
    for (const checked of rows) {
      const { audit, at } = checked
      if (!taken.has(audit.audit_id)) {
        left.push(checked)
        continue
      }
      tally.add(audit)
      rollup.add({ ...audit, attributed_to: null }, at)
      touched.add(audit.analyst_id)
      dataThrough = Math.max(dataThrough, at)
    }
    return left
  }

  async function finish(whole: Whole): Promise<ImportReport> {
    const memberships = await admit(target, work)
    await addToRollups(target, team.team_id, rollup.rows())
    await verifying.finish()
    await machine.finish()
    const through = Math.max(dataThrough, machine.dataThrough())
    if (through > 0) await queries.moveDataDate(target, team.team_id, new Date(through).toISOString())
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
  const { read, added, machines, updated, unchanged, refused } = report
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
    machines,
    updated,
    unchanged,
    refused,
    refusals: JSON.stringify(report.refusals.slice(0, keptRefusals)),
  })
  const details = { read, added, machines, updated, unchanged, refused }
  await queries.logImport(target, {
    entryId: uuidv7(),
    action: 'audits.import',
    importId,
    teamId: team.team_id,
    details,
  })
}

const referenceOf = (row: CheckedAudit | CheckedMachine): string =>
  'audit' in row ? row.audit.reference : row.decision.reference

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
