import type { Generated } from 'kysely'
import type { Metric } from '#shared/scorecards/rules.ts'

export interface TeamTargetTable {
  org_id: string
  target_id: Generated<string>
  team_id: string
  /** Counts the team's rows from 1: the version of its targets. */
  number: number
  metric: Metric
  /** A day of the team's zone. */
  effective_from: string
  /** A share of 0 to 1, both excluded; null takes back what was set for that day. */
  rate: number | null
  set_by: string
  set_at: Generated<string>
}

/** A lead's word that an analyst's present rate of errors is their usual one. */
export interface BaselineRenewalTable {
  org_id: string
  renewal_id: Generated<string>
  team_id: string
  analyst_id: string
  /** Mondays: of the first week of the baseline, and of the first week whose test knows it. */
  from_week: string
  known_week: string
  said_by: string
  said_at: Generated<string>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    team_target: TeamTargetTable
    baseline_renewal: BaselineRenewalTable
  }
}
