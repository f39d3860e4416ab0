import { v7 as uuidv7 } from 'uuid'
import type { Refusal } from '#shared/audits/import-views.ts'
import { type CheckedAudit, refusalAt } from './import-check-rules.ts'
import type { ImportTarget } from './import-queries.ts'
import { changeRollupsBy } from './rollup-queries.ts'
import { createRollup, verifiedAs } from './rollup-rules.ts'
import * as queries from './verify-queries.ts'

interface Later {
  checked: CheckedAudit
  stored: queries.StoredAudit
}

/** Gives known rows the verification that a later file brings, with their history, and moves the counts once. */
export function verifyingWork(
  target: ImportTarget,
  { team, importId }: { team: { team_id: string; zone: string }; importId: string },
) {
  const rollup = createRollup(team.zone)
  let moved = false

  /** Tells rows that differ in their verification alone from those that are another decision under a known reference. */
  async function compare(changed: readonly CheckedAudit[]) {
    const later: Later[] = []
    const other: Refusal[] = []
    let unchanged = 0
    if (changed.length === 0) return { later, other, unchanged }
    const stored = await queries.storedAudits(
      target,
      changed.map(({ audit }) => audit.reference),
    )
    for (const checked of changed) {
      const { audit } = checked
      const known = stored.get(audit.reference)
      if (!known || !isSameDecision(checked, known))
        other.push(refused(checked, 'reference_has_other_content'))
      else if (audit.outcome === 'unverified' || isSameVerification(audit, known)) unchanged += 1
      else if (known.rechecked) other.push(refused(checked, 'settled_by_recheck'))
      else later.push({ checked, stored: known })
    }
    return { later, other, unchanged }
  }

  /** Returns the analysts of the rows that got their verification, once a row. */
  async function take(
    later: readonly Later[],
    storing: boolean,
  ): Promise<{ updated: string[]; refused: Refusal[] }> {
    if (!storing || later.length === 0)
      return { updated: later.map(({ stored }) => stored.analyst_id), refused: [] }
    const done = await queries.verify(
      target,
      later.map(({ checked: { audit }, stored }) => ({
        audit_id: stored.audit_id,
        version: stored.version,
        verified_decision: audit.verified_decision,
        verified_by: audit.verified_by,
        outcome: audit.outcome,
        content_hash: audit.content_hash,
      })),
    )
    const verified = later.filter(({ stored }) => done.has(stored.audit_id))
    await queries.insertHistory(
      target,
      verified.map(({ checked: { audit }, stored }) => ({
        verification_id: uuidv7(),
        audit_id: stored.audit_id,
        team_id: team.team_id,
        analyst_id: stored.analyst_id,
        import_id: importId,
        before_decision: stored.verified_decision,
        before_by: stored.verified_by,
        before_outcome: stored.outcome,
        before_hash: stored.hash,
        after_decision: audit.verified_decision,
        after_outcome: audit.outcome,
      })),
    )
    for (const { checked, stored } of verified) {
      const { outcome, verified_decision } = checked.audit
      rollup.change(stored, verifiedAs(stored, { outcome, verified_decision }), checked.at)
      moved = true
    }
    return {
      updated: verified.map(({ stored }) => stored.analyst_id),
      // A lead verifies no decision of their own, and somebody may have been quicker.
      refused: later
        .filter(({ stored }) => !done.has(stored.audit_id))
        .map(({ checked }) => refused(checked, 'reference_has_other_content')),
    }
  }

  return {
    compare,
    take,
    async finish() {
      if (moved) await changeRollupsBy(target, team.team_id, rollup.rows())
    },
  }
}

function isSameDecision({ audit, at }: CheckedAudit, stored: queries.StoredAudit): boolean {
  const fields = ['team_id', 'analyst_id', 'kind', 'case_ref', 'policy', 'queue', 'language'] as const
  return (
    fields.every((field) => audit[field] === stored[field]) &&
    audit.moderator_decision === stored.moderator_decision &&
    audit.decided_by === stored.decided_by &&
    audit.decision === stored.decision &&
    isSameSampling(audit, stored) &&
    at === Date.parse(stored.decided_at)
  )
}

/** Columns of single precision that were multiplied and divided again. */
const precision = 1e-5

/**
 * Returns whether a row says of how it was sampled what its file had said before. A draw takes no targeted case, makes those
 * that it is to coach on targeted, and multiplies the chance by its own.
 */
function isSameSampling(audit: CheckedAudit['audit'], stored: queries.StoredAudit): boolean {
  const { drawn_chance: drawn } = stored
  const said = audit.inclusion_probability ?? (drawn === null ? 0 : 1)
  const before = (stored.inclusion_probability ?? 0) / (drawn ?? 1)
  return (
    audit.targeted === (drawn === null && stored.targeted) &&
    Math.abs(said - before) <= precision * Math.max(said, before)
  )
}

const isSameVerification = (audit: CheckedAudit['audit'], stored: queries.StoredAudit) =>
  audit.verified_decision === stored.verified_decision && audit.outcome === stored.outcome

const refused = (checked: CheckedAudit, reason: Refusal['reason']): Refusal =>
  refusalAt(checked, { reason, field: 'reference', value: checked.audit.reference.slice(0, 80) })
