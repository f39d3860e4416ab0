import type { Generated, JSONColumnType } from 'kysely'
import type { Outcome } from '#shared/audits/rules.ts'
import type { LineValue, Rescore } from '#shared/reviews/dispute-rules.ts'
import type { Fault, OthersFault, RootCause } from '#shared/reviews/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'

export interface PolicyWriteUpTable {
  org_id: string
  /** The escalation that it is. */
  escalation_id: string
  team_id: string
  policy: string
  clause_id: string | null
  policy_version_id: string | null
  text_ko: string | null
  text_en: string | null
  /** The entries of the ledger that stood on the clause and version, which a ruling settles. */
  entry_ids: string[]
  questions: number
  written_by: string | null
  written_at: Generated<string>
  /** The four are of the ruling. */
  precedent_id: Generated<string | null>
  verifications: Generated<number | null>
  reviews: Generated<number | null>
  ruled_at: Generated<string | null>
}
/** A case whose verification a ruling changed. */
export interface RulingCaseTable {
  org_id: string
  precedent_id: string
  policy: string
  clause_id: string | null
  policy_version_id: string | null
  audit_id: string
  before_decision: string | null
  before_outcome: Outcome
  before_attributed_to: OthersFault | null
  after_decision: string | null
  after_outcome: Outcome
  after_attributed_to: OthersFault | null
  ruled_at: Generated<string>
}
/** A line of a review with the value that a ruling gave it. */
export interface RuledLine {
  criterionId: string
  level: number | null
  fault: Fault | null
}
/** A review whose lines or scores a ruling changed. */
export interface RulingReviewTable {
  org_id: string
  precedent_id: string
  policy: string
  clause_id: string | null
  policy_version_id: string | null
  review_id: string
  before_score: number | null
  before_own_score: number | null
  after_score: number | null
  after_own_score: number | null
  lines: JSONColumnType<RuledLine[]>
  ruled_at: Generated<string>
}

export interface BasisLine extends LineValue {
  criterionId: string
  causes: RootCause[]
  /** A dispute gave it another value, which stays. */
  disputed: boolean
  /** A dispute about it is open: it is decided by itself. */
  open: boolean
}
export interface BasisReview {
  reviewId: string
  content: RubricContent
  /** Of a case that was entered by hand. */
  decision: string | null
  decisionCorrect: boolean | null
  score: number | null
  ownScore: number | null
  lines: BasisLine[]
}
/** A case that a ruling can reach, as it stands. */
export interface BasisCase {
  entryId: string
  caseRef: string | null
  /** Null where the case was entered by hand, as are the facts of its verification. */
  auditId: string | null
  decidedOn: string
  decision: string | null
  verified: string | null
  outcome: Outcome | null
  acted: boolean | null
  attributedTo: OthersFault | null
  /** The label that means a violation; null where nobody knows. */
  violating: string | null
  reviews: BasisReview[]
}

export interface PlannedAudit {
  auditId: string
  decision: string | null
  outcome: Outcome
  attributedTo: OthersFault | null
  /** It makes an error of a decision that was none, or the analyst's of one that was another's. */
  corrective: boolean
}
export interface PlannedReview {
  reviewId: string
  decisionCorrect: boolean | null
  counted: Rescore
  lines: (LineValue & { criterionId: string })[]
}

declare module '#server/db/schema.ts' {
  interface Schema {
    policy_write_up: PolicyWriteUpTable
    ruling_case: RulingCaseTable
    ruling_review: RulingReviewTable
  }
}
