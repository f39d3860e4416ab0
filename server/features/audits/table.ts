import type { Generated } from 'kysely'
import type { NoNeedReason, PutRightState } from '#shared/audits/put-right-rules.ts'
import type { FinalOutcome, RecheckAnswer } from '#shared/audits/recheck-rules.ts'
import type { DecidedBy, Outcome } from '#shared/audits/rules.ts'
import type { OthersFault } from '#shared/reviews/rules.ts'

export interface PolicyTable {
  org_id: string
  code: string
  name_ko: string | null
  name_en: string | null
  /** The code of the policy that it lies under. */
  parent: Generated<string | null>
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
  /** Those of the added rows that a machine decided alone. */
  machines: Generated<number>
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
  /** The cause of the error, where a review said that it is not the analyst's. */
  attributed_to: Generated<OthersFault | null>
  targeted: Generated<boolean>
  inclusion_probability: number | null
  /** The decision says that the case violates; null where no import says which label does. */
  acted: Generated<boolean | null>
  /** The same of the moderator's decision. */
  moderator_acted: Generated<boolean | null>
  decided_at: string
  /** When the case came in for the decision; null where no import says it. */
  arrived_at: string | null
  content_hash: Buffer
  import_id: string | null
  version: Generated<number>
}
/** A decision that a machine made alone and that no analyst judged. */
export interface MachineDecisionTable {
  org_id: string
  decision_id: string
  team_id: string
  /** The machine as the file calls it; null where it does not say. */
  tool: string | null
  kind: Generated<'audit' | 'appeal' | 'feedback' | 'policy_question'>
  reference: string
  case_ref: string
  policy: string
  queue: string | null
  language: string | null
  decision: string
  verified_decision: string | null
  verified_by: AuditTable['verified_by']
  outcome: Outcome
  targeted: Generated<boolean>
  inclusion_probability: number | null
  acted: Generated<boolean | null>
  decided_at: string
  content_hash: Buffer
  import_id: string | null
  version: Generated<number>
}
/** A verification of a machine's decision that a later import changed. */
export type MachineVerificationTable = Omit<AuditVerificationTable, 'audit_id' | 'analyst_id'> & {
  decision_id: string
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
/**
 * The counts of the rollups: verified audits that were drawn; `unverified` stands beside and is
 * in no rate. `acted`: actions that were right; `unsided`: right decisions of which no import said whether they were
 * actions; `drawn`: those with a stored chance of being drawn, w the sum of their weights and w2 of the squares, of
 * all and of each class.
 */
export const countNames = [
  ...(['n', 'correct', 'missed', 'over_enforced', 'unverified', 'acted', 'unsided', 'drawn'] as const),
  ...(['w', 'w2', 'w_correct', 'w_missed', 'w_over_enforced', 'w_acted'] as const),
  ...(['w2_correct', 'w2_missed', 'w2_over_enforced', 'w2_acted'] as const),
]
export type AuditCounts = Record<(typeof countNames)[number], number>
type First = 'n' | 'correct' | 'missed' | 'over_enforced' | 'unverified'
type CountColumns = Pick<AuditCounts, First> & {
  [Name in Exclude<keyof AuditCounts, First>]: Generated<number>
}
/**
 * Holds what a change of an audit adds to the counts of its analyst, to those of the team, which keep every error, and to those
 * of its machines.
 */
export interface CountsChange {
  own: AuditCounts
  team: AuditCounts
  machine: AuditCounts
}
export interface AuditDayTable extends CountColumns {
  org_id: string
  team_id: string
  analyst_id: string
  day: string
}
export interface AuditWeekTable extends CountColumns {
  org_id: string
  team_id: string
  analyst_id: string
  /** The Monday of the week, in the team's zone. */
  week: string
  policy: string
}
export interface AuditTeamWeekTable extends CountColumns {
  org_id: string
  team_id: string
  week: string
  policy: string
}
/** Decisions that a machine made alone: never in a person's figures. An unknown queue or language is the empty text. */
export interface AuditMachineWeekTable extends AuditTeamWeekTable {
  queue: string
  language: string
}
/** Holds what the team counts of each analyst's audits, by policy, queue and language. */
export interface AuditStratumWeekTable extends AuditMachineWeekTable {
  analyst_id: string
}
/** A decision that a verification found wrong: of an audit, or a machine's. The database opens it, and closes it again. */
export interface PutRightTable {
  org_id: string
  /** The id of the audit or of the machine's decision. */
  item_id: string
  team_id: string
  audit_id: string | null
  decision_id: string | null
  analyst_id: string | null
  state: Generated<PutRightState>
  reason: NoNeedReason | null
  opened_at: Generated<string>
  done_on: string | null
  /** The decision that the platform was put to, and that stands there from then on. */
  put_to: string | null
  /** Whoever said it, or imported the file that says it. */
  set_by: string | null
  set_at: string | null
  import_id: string | null
  version: Generated<number>
}
/** A step of its history, one a version after the first; `set_by` is null where a verification took it. */
export interface PutRightEventTable {
  org_id: string
  event_id: Generated<string>
  item_id: string
  team_id: string
  analyst_id: string | null
  version: number
  state: PutRightState
  reason: NoNeedReason | null
  done_on: string | null
  put_to: string | null
  set_by: string | null
  import_id: string | null
  at: Generated<string>
}
export interface AnotherLookTable {
  org_id: string
  look_id: string
  audit_id: string
  analyst_id: string
  team_id: string
  reason: string
  asked_at: Generated<string>
  due_at: Generated<string>
  status: Generated<'open' | RecheckAnswer>
  /** The third verdict of an acceptance in part, and what the analyst's decision is by it. */
  final_decision: Generated<string | null>
  final_outcome: Generated<FinalOutcome | null>
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
    machine_decision: MachineDecisionTable
    machine_verification: MachineVerificationTable
    audit_day: AuditDayTable
    audit_week: AuditWeekTable
    audit_stratum_week: AuditStratumWeekTable
    audit_team_week: AuditTeamWeekTable
    audit_machine_week: AuditMachineWeekTable
    put_right: PutRightTable
    put_right_event: PutRightEventTable
    another_look: AnotherLookTable
  }
}
