import type { Generated, JSONColumnType } from 'kysely'
import type { GoalEnding } from '#shared/goals/rules.ts'
import type { Baseline } from '#shared/goals/views.ts'
import type { Metric } from '#shared/scorecards/rules.ts'

export interface GoalTable {
  org_id: string
  goal_id: string
  team_id: string
  subject_id: string
  author_id: string
  metric: Metric
  baseline: JSONColumnType<Baseline> | null
  /** A share of 0 to 1. */
  target: number
  due_on: string
  why: string | null
  created_at: Generated<string>
  claimed_at: string
  ended_how: GoalEnding | null
  ended_by: string | null
  ended_at: string | null
  version: Generated<number>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    goal: GoalTable
  }
}
