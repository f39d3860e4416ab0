import type { Generated } from 'kysely'
import type { PlannedStratum } from '#shared/draws/plan-rules.ts'
import type { Allocation, Exclusion, Method, Purpose, Stratifier } from '#shared/draws/rules.ts'

export interface GoldenCaseTable {
  org_id: string
  golden_id: string
  team_id: string
  audit_id: string
  case_ref: string
  policy: string
  queue: string | null
  language: string | null
  /** The right one. */
  decision: string
  /** The version of the policy that it is right under. */
  policy_version_id: string | null
  made_by: string
  made_at: Generated<string>
  retired_at: string | null
  version: Generated<number>
}
/** Strata with the references of their cases, in their order: what a draw can be repeated from. */
export type StoredFrame = readonly (readonly [stratum: string, references: readonly string[]])[]

export interface DrawTable {
  org_id: string
  draw_id: string
  team_id: string
  purpose: Purpose
  method: Method
  stratified_by: Stratifier | null
  allocation: Allocation
  first_day: string
  last_day: string
  policy: string | null
  queue: string | null
  language: string | null
  /** From 0 to 2^32 - 1. */
  seed: number
  frame: StoredFrame
  frame_size: number
  frame_hash: string
  excluded: { reason: Exclusion; n: number }[]
  strata: PlannedStratum[]
  /** Without golden cases. */
  size: number
  golden_share: number
  drawn_by: string
  drawn_at: Generated<string>
}
export interface DrawCaseTable {
  org_id: string
  item_id: string
  draw_id: string
  team_id: string
  place: number
  case_ref: string
  policy: string
  queue: string | null
  language: string | null
  /** Null for a golden case, which has no analyst and no chance either. */
  audit_id: string | null
  analyst_id: string | null
  golden_id: string | null
  stratum: string | null
  chance: number | null
  /** Given where the case is verified again. */
  first_verifier_id: string | null
  first_verdict: string | null
  verdict: string | null
  verified_by: string | null
  verified_at: string | null
  /** The verdict is the known one; null where none is known. */
  matches: boolean | null
  version: Generated<number>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    golden_case: GoldenCaseTable
    draw: DrawTable
    draw_case: DrawCaseTable
  }
}
