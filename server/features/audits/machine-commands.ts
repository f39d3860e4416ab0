import { v7 as uuidv7 } from 'uuid'
import type { Refusal } from '#shared/audits/import-views.ts'
import { type CheckedMachine, refusalAt } from './import-check-rules.ts'
import { type ImportTarget, storedHashes } from './import-queries.ts'
import type { Tally } from './import-tally-rules.ts'
import * as queries from './machine-queries.ts'
import { changeRollupsBy } from './rollup-queries.ts'
import { type Counted, createRollup, verifiedAs } from './rollup-rules.ts'

interface Work {
  team: { team_id: string; zone: string }
  importId: string
  tally: Tally
  /** Takes what is added. */
  rollup: ReturnType<typeof createRollup>
  /** Content hashes of what the file says of references, where the stored rows do not tell that the file has said it. */
  inFile: Map<string, string>
  insertPolicies: (codes: readonly string[]) => Promise<void>
}

interface Later {
  checked: CheckedMachine
  stored: queries.StoredMachineDecision
}

/** Returns what a machine's decision counts as: in the machines' figures, and in no person's. */
const countedOf = (
  decision: Pick<queries.CountedDecision, Exclude<keyof queries.CountedDecision, 'decided_at'>>,
): Counted => ({
  ...decision,
  analyst_id: null,
  decided_by: 'automated',
  moderator_decision: null,
  moderator_acted: null,
  attributed_to: null,
})

/** Stores the decisions that machines made alone, and the verifications that a later file brings for them. */
export function machineWork(
  target: ImportTarget,
  { team, importId, tally, rollup, inFile, insertPolicies }: Work,
) {
  const verified = createRollup(team.zone)
  let moved = false
  let through = 0

  /** Returns the references of what it added or verified, and what it refused. */
  async function take(
    machines: readonly CheckedMachine[],
    storing: boolean,
  ): Promise<{ changed: string[]; refused: Refusal[] }> {
    if (machines.length === 0) return { changed: [], refused: [] }
    const { fresh, later, refused } = await compare(machines)
    if (storing) await store(fresh)
    for (const { decision } of fresh) tally.addMachine(decision)
    if (storing) await verify(later)
    tally.updated += later.length
    const changed = [...fresh, ...later.map(({ checked }) => checked)].map(
      ({ decision }) => decision.reference,
    )
    return { changed, refused }
  }

  async function compare(machines: readonly CheckedMachine[]) {
    const references = machines.map(({ decision }) => decision.reference)
    const stored = await queries.storedDecisions(target, team.team_id, references)
    const ofPeople = await storedHashes(target, importId, references)
    const fresh: CheckedMachine[] = []
    const later: Later[] = []
    const refused: Refusal[] = []
    for (const checked of machines) {
      const { reference, content_hash, outcome } = checked.decision
      const earlier = inFile.get(reference)
      const known = stored.get(reference)
      if ((earlier ?? known?.hash) === content_hash) tally.unchanged += 1
      else if (earlier !== undefined || ofPeople.get(reference)?.isOwn)
        refused.push(clash(checked, 'duplicate_in_file'))
      else if (ofPeople.has(reference) || (known && !isSameDecision(checked, known)))
        refused.push(clash(checked, 'reference_has_other_content'))
      else {
        inFile.set(reference, content_hash)
        if (!known) fresh.push(checked)
        else if (outcome === 'unverified' || isSameVerification(checked, known)) tally.unchanged += 1
        else later.push({ checked, stored: known })
      }
    }
    return { fresh, later, refused }
  }

  async function store(fresh: readonly CheckedMachine[]): Promise<void> {
    if (fresh.length === 0) return
    const decisions = fresh.map(({ decision }) => decision)
    await insertPolicies(decisions.map(({ policy }) => policy))
    await queries.insertDecisions(target, importId, decisions)
    for (const { decision, at } of fresh) {
      rollup.add(countedOf(decision), at)
      through = Math.max(through, at)
    }
  }

  async function verify(later: readonly Later[]): Promise<void> {
    if (later.length === 0) return
    await queries.verifyDecisions(
      target,
      later.map(({ checked, stored }) => ({ ...checked.decision, decision_id: stored.decision_id })),
    )
    await queries.insertMachineHistory(
      target,
      later.map(({ checked: { decision }, stored }) => ({
        verification_id: uuidv7(),
        decision_id: stored.decision_id,
        team_id: team.team_id,
        import_id: importId,
        before_decision: stored.verified_decision,
        before_by: stored.verified_by,
        before_outcome: stored.outcome,
        before_hash: stored.hash,
        after_decision: decision.verified_decision,
        after_outcome: decision.outcome,
      })),
    )
    for (const { checked, stored } of later) {
      const { outcome, verified_decision } = checked.decision
      const before = countedOf(stored)
      verified.change(before, verifiedAs(before, { outcome, verified_decision }), checked.at)
    }
    moved = true
  }

  return {
    take,
    /** Milliseconds since the epoch of the last decision that was stored; 0 where none was. */
    dataThrough: () => through,
    async finish() {
      if (moved) await changeRollupsBy(target, team.team_id, verified.rows())
    },
  }
}

/** Takes an import's decisions of machines away, and gives those that it verified their verification of before. */
export async function undoMachines(
  target: ImportTarget,
  importId: string,
  rollup: ReturnType<typeof createRollup>,
): Promise<void> {
  for (const decision of await queries.restoreMachineVerifications(target, importId)) {
    const { after_outcome: outcome, after_decision: verified_decision } = decision
    const now = countedOf(decision)
    rollup.change(verifiedAs(now, { outcome, verified_decision }), now, Date.parse(decision.decided_at))
  }
  for (const decision of await queries.removeDecisions(target, importId))
    rollup.remove(countedOf(decision), Date.parse(decision.decided_at))
}

const isSameDecision = ({ decision, at }: CheckedMachine, stored: queries.StoredMachineDecision): boolean =>
  (['tool', 'kind', 'case_ref', 'policy', 'queue', 'language', 'decision', 'targeted'] as const).every(
    (field) => decision[field] === stored[field],
  ) &&
  // A column of single precision.
  Math.fround(decision.inclusion_probability ?? 0) === Math.fround(stored.inclusion_probability ?? 0) &&
  at === Date.parse(stored.decided_at)

const isSameVerification = ({ decision }: CheckedMachine, stored: queries.StoredMachineDecision) =>
  decision.verified_decision === stored.verified_decision && decision.outcome === stored.outcome

const clash = (checked: CheckedMachine, reason: Refusal['reason']): Refusal =>
  refusalAt(checked, { reason, field: 'reference', value: checked.decision.reference.slice(0, 80) })
