import { useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import type { LedgerRow } from '#shared/policies/views.ts'
import { useBoth, usePolicies } from './data.ts'

/** Returns what a row of a ledger is about: the policy with its clause, and the version. */
export function useRowNames(): (row: Pick<LedgerRow, 'policy' | 'clauseId' | 'versionId'>) => {
  title: string
  /** Undefined where it is one that this phone does not know. */
  version: string | undefined
} {
  const t = useT()
  const names = useNames()
  const both = useBoth()
  const { data = [] } = usePolicies()
  return ({ policy: code, clauseId, versionId }) => {
    const policy = data.find((found) => found.code === code)
    const clause = policy?.clauses.find((found) => found.clauseId === clauseId)
    const version = policy?.versions.find((found) => found.versionId === versionId)
    const name = names.policy(code)
    const text = clause && (both(clause.titleKo, clause.titleEn).text ?? '')
    return {
      title: clause ? `${name} ${clause.number} ${text}`.trim() : name,
      version: versionId === null ? t('ledger.version.none') : version?.label,
    }
  }
}
