import type { Generated } from 'kysely'
import type { Fault, Purpose, RootCause } from '#shared/reviews/rules.ts'
import type { CriticalKind } from '#shared/rubrics/rules.ts'

export interface ReviewTable {
  org_id: string
  review_id: string
  team_id: string
  analyst_id: string
  reviewer_id: string
  purpose: Purpose
  /** Null where the case was entered by hand. */
  audit_id: string | null
  case_ref: string
  policy: string | null
  queue: string | null
  language: string | null
  decision: string | null
  decision_correct: boolean | null
  version_id: string
  score: number | null
  raw_score: number | null
  auto_fail: boolean
  /** Without the errors that are not the analyst's. */
  own_score: number | null
  own_auto_fail: boolean
  own_critical: CriticalKind[]
  published_at: Generated<string>
  claimed_at: string
  /** When the analyst may read it. */
  delivered_at: Generated<string>
  acknowledged_at: string | null
  version: Generated<number>
}
export interface ReviewRatingTable {
  org_id: string
  review_id: string
  criterion_id: string
  /** Counts from 1; null is "not applicable". */
  level: number | null
  comment: string | null
  causes: RootCause[]
  fault: Fault | null
}

declare module '#server/db/schema.ts' {
  interface Schema {
    review: ReviewTable
    review_rating: ReviewRatingTable
  }
}
