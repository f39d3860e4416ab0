import type { Generated, JSONColumnType } from 'kysely'
import type { CalibrationLevel, Option } from '#shared/calibration/rules.ts'

export interface CalibrationRoundTable {
  org_id: string
  round_id: string
  team_id: string
  title: string
  level: CalibrationLevel
  options: JSONColumnType<Option[]>
  deadline: string
  /** The bootstrap's. */
  seed: number
  /** Rated elsewhere, and written whole by who leads the team. */
  imported: boolean
  /** Null where the command line moved it in. */
  made_by: string | null
  created_at: Generated<string>
  closed_at: string | null
  reminded_at: string | null
  /** When the job reminded by itself. */
  warned_at: string | null
  /** Cases that its maker named and that it leaves out because of a topic. */
  left_out: Generated<number>
  version: Generated<number>
  move_in_id: Generated<string | null>
}
export interface CalibrationCaseTable {
  org_id: string
  round_id: string
  case_id: string
  /** From 1, the order in which cases are rated. */
  position: number
  reference: string
  policy: string | null
  /** The version of the policy that held when the round was made. */
  policy_version_id: string | null
  description: string | null
  /** The case that it shows once more. */
  repeat_of: string | null
}
export interface CalibrationGoldTable {
  org_id: string
  round_id: string
  case_id: string
  value: string
}
export interface CalibrationRaterTable {
  org_id: string
  round_id: string
  person_id: string
  submitted_at: string | null
  /** When the rater says that it was. */
  claimed_at: string | null
}
export interface CalibrationRatingTable {
  org_id: string
  round_id: string
  case_id: string
  person_id: string
  value: string
  comment: string | null
}

declare module '#server/db/schema.ts' {
  interface Schema {
    calibration_round: CalibrationRoundTable
    calibration_case: CalibrationCaseTable
    calibration_gold: CalibrationGoldTable
    calibration_rater: CalibrationRaterTable
    calibration_rating: CalibrationRatingTable
  }
}
