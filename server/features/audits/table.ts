import type { Generated } from 'kysely'
import type { DecidedBy, Outcome } from '#shared/audits/rules.ts'
import type { OthersFault } from '#shared/reviews/rules.ts'

export interface PolicyTable {
  org_id: string
  code: string
  name_ko: string | null
  name_en: string | null
}
export interface TermNameTable {
  org_id: string
  kind: 'queue' | 'language' | 'decision'
  code: string
  name_ko: string | null
  name_en: string | null
}
export interface AuditImportTable {
  org_id: string
  import_id: string
  team_id: string
  imported_by: string | null
  file_name: string
  file_hash: Buffer
  mapping: unknown
  read_rows: number
  added: number
  unchanged: number
  refused: number
  refusals: Generated<unknown>
  at: Generated<string>
  updated: Generated<number>
  settings: Generated<unknown>
  made: Generated<unknown>
  undone_at: Generated<string | null>
  undone_by: Generated<string | null>
}
/** Holds what an import made besides decisions, by id; policies by code. */
export interface Made {
  people: readonly string[]
  memberships: readonly string[]
  policies: readonly string[]
}
export interface AuditTable {
  org_id: string
  audit_id: string
  team_id: string
  analyst_id: string
  kind: Generated<'audit' | 'appeal' | 'feedback' | 'policy_question'>
  reference: string
  case_ref: string
  policy: string
  queue: string | null
  language: string | null
  moderator_decision: string | null
  /** The maker of the moderator's decision. */
  decided_by: Generated<DecidedBy | null>
  /** The analyst's judgement: the one that every figure about the analyst speaks of. */
  decision: string
  verified_decision: string | null
  verified_by: 'gold' | 'second_review' | 'appeal_outcome' | null
  outcome: Outcome
  /** Whose the error was, where a review said that it is not the analyst's. */
  attributed_to: Generated<OthersFault | null>
  targeted: Generated<boolean>
  inclusion_probability: number | null
  decided_at: string
  content_hash: Buffer
  import_id: string | null
  version: Generated<number>
}
/** A verification that a later import changed: what it was before, and what it became. */
export interface AuditVerificationTable {
  org_id: string
  verification_id: string
  audit_id: string
  team_id: string
  analyst_id: string
  import_id: string
  before_decision: string | null
  before_by: AuditTable['verified_by']
  before_outcome: Outcome
  before_hash: Buffer
  after_decision: string | null
  after_outcome: Outcome
  at: Generated<string>
}
/** Counts of verified, untargeted audits; `unverified` stands beside and is in no rate. */
export interface AuditCounts {
  n: number
  correct: number
  missed: number
  over_enforced: number
  unverified: number
}
/** Holds what a change of an audit adds to the counts of its analyst, and to those of the team, which keep every error. */
export interface CountsChange {
  own: AuditCounts
  team: AuditCounts
}
export interface AuditDayTable extends AuditCounts {
  org_id: string
  team_id: string
  analyst_id: string
  day: string
}
export interface AuditWeekTable extends AuditCounts {
  org_id: string
  team_id: string
  analyst_id: string
  /** The Monday of the week, in the team's zone. */
  week: string
  policy: string
}
export interface AuditTeamWeekTable extends AuditCounts {
  org_id: string
  team_id: string
  week: string
  policy: string
}
export interface AnotherLookTable {
  org_id: string
  look_id: string
  audit_id: string
  analyst_id: string
  team_id: string
  reason: string
  asked_at: Generated<string>
  status: Generated<'open' | 'kept' | 'changed'>
  answer: string | null
  answered_by: string | null
  answered_at: string | null
  version: Generated<number>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    policy: PolicyTable
    term_name: TermNameTable
    audit_import: AuditImportTable
    audit: AuditTable
    audit_verification: AuditVerificationTable
    audit_day: AuditDayTable
    audit_week: AuditWeekTable
    audit_team_week: AuditTeamWeekTable
    another_look: AnotherLookTable
  }
}
