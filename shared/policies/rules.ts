/** The causes of an entry of the policy ledger, in the order that their counts are shown. */
export const ledgerCauses = ['dispute', 'split', 'unclear_policy', 'question', 'escalation'] as const
export type LedgerCause = (typeof ledgerCauses)[number]

interface Version {
  versionId: string
  label: string
  effectiveFrom: string
}
interface Clause {
  clauseId: string
  number: string
  introducedIn: string
  retiredIn: string | null
}
interface Policy {
  versions: readonly Version[]
  clauses: readonly Clause[]
}
/** The field of a form that does not fit the policy, and why. */
export interface Misfit {
  field: string
  reason: 'taken' | 'order' | 'unknown'
}

/** Returns what keeps a version from being saved: another's label or day, or a day that puts a clause's end before its start. */
export function versionMisfit(version: Version, { versions, clauses }: Policy): Misfit | undefined {
  const others = versions.filter(({ versionId }) => versionId !== version.versionId)
  if (others.some(({ label }) => label === version.label)) return { field: 'label', reason: 'taken' }
  if (others.some(({ effectiveFrom }) => effectiveFrom === version.effectiveFrom))
    return { field: 'effectiveFrom', reason: 'taken' }
  const days = daysOf([...others, version])
  const turned = clauses.some(({ introducedIn, retiredIn }) => !isInOrder(days, introducedIn, retiredIn))
  return turned ? { field: 'effectiveFrom', reason: 'order' } : undefined
}

/**
 * Returns what keeps a clause from being saved: versions that the policy does not have or that are not in order, or a
 * number that another clause has which was not retired.
 */
export function clauseMisfit(clause: Clause, { versions, clauses }: Policy): Misfit | undefined {
  const days = daysOf(versions)
  if (!days.has(clause.introducedIn)) return { field: 'introducedIn', reason: 'unknown' }
  if (clause.retiredIn && !days.has(clause.retiredIn)) return { field: 'retiredIn', reason: 'unknown' }
  if (!isInOrder(days, clause.introducedIn, clause.retiredIn)) return { field: 'retiredIn', reason: 'order' }
  const taken = clauses.some(
    ({ clauseId, number, retiredIn }) =>
      clauseId !== clause.clauseId && number === clause.number && retiredIn === null,
  )
  return taken && clause.retiredIn === null ? { field: 'number', reason: 'taken' } : undefined
}

const daysOf = (versions: readonly Version[]) =>
  new Map(versions.map(({ versionId, effectiveFrom }) => [versionId, effectiveFrom]))
const isInOrder = (days: ReadonlyMap<string, string>, introducedIn: string, retiredIn: string | null) =>
  retiredIn === null || (days.get(introducedIn) ?? '') < (days.get(retiredIn) ?? '')

/** Returns the clauses that a version has: introduced by it or before it, and not retired by then. */
export function clausesIn<C extends Clause>(
  version: Version,
  { versions, clauses }: { versions: readonly Version[]; clauses: readonly C[] },
): C[] {
  const days = daysOf(versions)
  return clauses.filter(
    ({ introducedIn, retiredIn }) =>
      (days.get(introducedIn) ?? '') <= version.effectiveFrom &&
      (retiredIn === null || (days.get(retiredIn) ?? '') > version.effectiveFrom),
  )
}
