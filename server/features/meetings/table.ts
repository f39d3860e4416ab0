import type { Generated } from 'kysely'
import type { Outcome, Source } from '#shared/meetings/rules.ts'

export interface MeetingSeriesTable {
  org_id: string
  series_id: string
  team_id: string
  lead_id: string
  subject_id: string
  starts_on: string
  /** 'HH:MM' on the wall of the zone. */
  wall_time: string
  zone: string
  every_weeks: number
  minutes: number
  place: string | null
  created_at: Generated<string>
  changed_at: Generated<string>
  ended_at: string | null
  version: Generated<number>
}

export interface MeetingTable {
  org_id: string
  series_id: string
  /** By the series. */
  day: string
  moved_day: string | null
  moved_time: string | null
  cancelled: Generated<boolean>
  finished_at: string | null
  finished_by: string | null
  note_id: string | null
  changed_at: Generated<string>
  version: Generated<number>
}

export interface AgendaItemTable {
  org_id: string
  item_id: string
  series_id: string
  author_id: string
  text: string
  is_private: boolean
  source_kind: Source | null
  source_id: string | null
  added_at: Generated<string>
  claimed_at: string
  version: Generated<number>
}

export interface AgendaItemStateTable {
  org_id: string
  item_id: string
  done_at: string | null
  outcome: Outcome | null
  closed_day: string | null
  changed_by: string
  changed_at: Generated<string>
}

export interface CalendarFeedTable {
  org_id: string
  feed_id: string
  person_id: string
  token_hash: Buffer
  shows_names: boolean
  opened_at: Generated<string>
  closed_at: string | null
}

declare module '#server/db/schema.ts' {
  interface Schema {
    meeting_series: MeetingSeriesTable
    meeting: MeetingTable
    agenda_item: AgendaItemTable
    agenda_item_state: AgendaItemStateTable
    calendar_feed: CalendarFeedTable
  }
}
