import type { Generated } from 'kysely'
import type { LedgerCause } from '#shared/policies/rules.ts'
import type { UpdateMark } from '#shared/policies/update-rules.ts'

export interface PolicyVersionTable {
  org_id: string
  version_id: string
  /** The code of the policy. */
  policy: string
  label: string
  effective_from: string
  changed_ko: string | null
  changed_en: string | null
  version: Generated<number>
  entered_at: Generated<string>
}
export interface PolicyClauseTable {
  org_id: string
  /** Stays the same however the clause is numbered. */
  clause_id: string
  policy: string
  number: string
  title_ko: string | null
  title_en: string | null
  introduced_in: string
  retired_in: string | null
  version: Generated<number>
}
export interface PolicyLedgerEntryTable {
  org_id: string
  entry_id: string
  team_id: string
  policy: string
  policy_version_id: string | null
  clause_id: string | null
  cause: LedgerCause
  case_ref: string | null
  audit_id: string | null
  review_id: string | null
  opened_by: string | null
  opened_at: Generated<string>
}
export interface PolicyMarkTable {
  org_id: string
  version_id: string
  person_id: string
  /** The team that it was marked for. */
  team_id: string
  mark: UpdateMark
  text: string | null
  /** The entry of the ledger that the person's first gap opened. */
  entry_id: string | null
  /** The policy question that asks about the version. */
  question_id: Generated<string | null>
  marked_at: Generated<string>
  /** When it was made, by the phone. */
  claimed_at: Generated<string | null>
  version: Generated<number>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    policy_version: PolicyVersionTable
    policy_clause: PolicyClauseTable
    policy_ledger_entry: PolicyLedgerEntryTable
    policy_mark: PolicyMarkTable
  }
}
