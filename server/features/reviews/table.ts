import type { Generated, JSONColumnType } from 'kysely'
import type { DisputeState } from '#shared/reviews/dispute-rules.ts'
import type { MoveInSource } from '#shared/reviews/move-in-history.ts'
import type { DifferenceReason } from '#shared/reviews/move-in-reckon.ts'
import type { MovedKind } from '#shared/reviews/move-in-views.ts'
import type { Fault, Purpose, RootCause } from '#shared/reviews/rules.ts'
import type { CriticalKind } from '#shared/rubrics/rules.ts'

export interface ReviewTable {
  org_id: string
  review_id: string
  team_id: string
  analyst_id: string
  /** Null where a machine wrote it, or somebody who is not here. */
  reviewer_id: string | null
  by_machine: Generated<boolean>
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
  move_in_id: Generated<string | null>
}
export interface ReviewRatingTable {
  org_id: string
  review_id: string
  criterion_id: string
  /** Counts from 1, or is per cent; null is "not applicable". */
  level: number | null
  comment: string | null
  causes: RootCause[]
  fault: Fault | null
}

export interface ReviewDisputeTable {
  org_id: string
  dispute_id: string
  review_id: string
  criterion_id: string
  /** Repeats the review's, for the policies. */
  team_id: string
  analyst_id: string
  reviewer_id: string | null
  /** As it was published. */
  before_level: number | null
  before_fault: Fault | null
  /** As the analyst asks for. */
  asked_level: number | null
  asked_fault: Fault | null
  why: string
  raised_at: Generated<string>
  claimed_at: string
  due_at: string
  state: Generated<DisputeState>
  decided_by: Generated<string | null>
  decided_at: Generated<string | null>
  reason: Generated<string | null>
  /** The value that holds where it was accepted or partly accepted. */
  final_level: Generated<number | null>
  final_fault: Generated<Fault | null>
  version: Generated<number>
  move_in_id: Generated<string | null>
}
export interface ReviewReplyTable {
  org_id: string
  reply_id: string
  review_id: string
  criterion_id: string
  author_id: string
  text: string
  written_at: Generated<string>
  claimed_at: string
}
/** A batch that was moved in for a team from another system. */
export interface MoveInTable {
  org_id: string
  move_in_id: string
  team_id: string
  source: MoveInSource
  files: string[]
  counts: JSONColumnType<Record<string, number>>
  /** Versions of rubrics that were archived because a newer one came with it. */
  superseded: string[]
  /** People and their roles that were made with it, by id. */
  made: Generated<unknown>
  /** Null for the command line. */
  moved_by: string | null
  moved_at: Generated<string>
  undone_at: string | null
  undone_by: string | null
}
/** A thing that was moved in, by its id there. */
export interface MoveInItemTable {
  org_id: string
  team_id: string
  source: MoveInSource
  kind: MovedKind
  external_id: string
  move_in_id: string
  entity_id: string
  content_hash: string
  stored: number | null
  out_of: number | null
  reckoned: number | null
  difference: DifferenceReason | null
  moved_at: Generated<string>
}
/** The scores of a review that hold now, where a dispute changed them. */
export interface ReviewRescoreTable {
  org_id: string
  review_id: string
  decision_correct: boolean | null
  score: number | null
  raw_score: number | null
  auto_fail: boolean
  own_score: number | null
  own_auto_fail: boolean
  own_critical: CriticalKind[]
}

declare module '#server/db/schema.ts' {
  interface Schema {
    review: ReviewTable
    review_rating: ReviewRatingTable
    review_dispute: ReviewDisputeTable
    review_reply: ReviewReplyTable
    review_rescore: ReviewRescoreTable
    move_in: MoveInTable
    move_in_item: MoveInItemTable
  }
}
