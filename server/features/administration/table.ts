import type { ColumnType, Generated } from 'kysely'
import type { RequestSubject } from '#shared/administration/request-rules.ts'
import type { RowCount } from './person-row-queries.ts'

export interface TeamMoveTable {
  org_id: string
  move_id: string
  team_id: string
  /** The team above where it stood; null at the top. */
  from_id: Generated<string | null>
  to_id: string | null
  /** Null where whoever runs the server moved it. */
  asked_by: string | null
  asked_at: Generated<string>
  confirmed_by: Generated<string | null>
  confirmed_at: Generated<string | null>
  declined_by: Generated<string | null>
  declined_at: Generated<string | null>
}

export interface LegalHoldTable {
  org_id: string
  hold_id: string
  /** Either a person, or a team with the days in which it kept whoever was in it. */
  person_id: string | null
  team_id: string | null
  from_on: string | null
  until_on: string | null
  reason: string
  review_on: string
  /** Why the people are not notified; null where they are. */
  untold_reason: string | null
  /** Null where whoever runs the server placed it. */
  placed_by: string | null
  placed_at: Generated<string>
  ended_by: string | null
  ended_at: string | null
}
export interface RetentionPeriodTable {
  org_id: string
  kind: string
  days: number
  /** Null where whoever runs the server changed it. */
  changed_by: string | null
  changed_at: Generated<string>
}
export interface ErasureTable {
  org_id: string
  /** The id that the person had; it leads to nobody once the erasure is finished. */
  erased_id: string
  begun_at: Generated<string>
  /** Null while a legal hold keeps something. */
  finished_at: string | null
}
export interface RetentionRequestTable {
  org_id: string
  request_id: string
  what: RequestSubject
  /** Who is to be erased, or whom the hold is on; null once they are erased. */
  person_id: string | null
  hold_id: string | null
  kind: string | null
  days: number | null
  reason: string
  asked_by: string
  asked_at: Generated<string>
  /** What would go, table by table; null until the job has counted it. */
  counts: ColumnType<RowCount[] | null, string | null | undefined, string | null>
  counted_at: string | null
  confirmed_by: string | null
  confirmed_at: string | null
  /** Null where it was overtaken by something else. */
  ended_by: string | null
  ended_at: string | null
  done_at: string | null
  /** Of an erasure that was confirmed: since when a legal hold keeps some of it. `RequestRow` reads it. */
  waiting_at: ColumnType<never, string | null | undefined, string | null>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    team_move: TeamMoveTable
    legal_hold: LegalHoldTable
    retention_period: RetentionPeriodTable
    erasure: ErasureTable
    retention_request: RetentionRequestTable
  }
}
