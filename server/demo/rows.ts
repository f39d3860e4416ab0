import type { Selectable } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import type { ContentPack } from '#shared/check-ins/content-pack.ts'
import type { Answers } from '#shared/check-ins/fields.ts'

/** A whole row: nothing is left to a default of the database, or two demos would differ. */
export type RowOf<T extends keyof Schema> = Selectable<Schema[T]>
/** Without what the database itself makes of the others. */
type Generated = {
  escalation: 'child_safety'
  escalation_clock: 'next_at'
  escalation_request: 'counted_from'
}
export type WrittenRow<T extends keyof Schema> = T extends keyof Generated
  ? Omit<RowOf<T>, Generated[T]>
  : RowOf<T>

/** The tables of the demo in the order in which their keys need one another. */
export const demoTables = [
  'org',
  'person',
  'team',
  'membership',
  'team_target',
  'legal_hold',
  'retention_request',
  'notification_choice',
  'sign_in',
  'invitation',
  'feed_epoch',
  'calendar_day',
  'policy',
  'policy_version',
  'policy_clause',
  'term_name',
  'audit_import',
  // Before what it names, whose rows would open it by themselves.
  'put_right',
  'put_right_event',
  'audit',
  'machine_decision',
  'another_look',
  'note',
  'note_reader',
  'note_revision',
  'note_evidence',
  'note_reply',
  'note_reading',
  'action_item',
  'action_state',
  'action_comment',
  'goal',
  'meeting_series',
  'meeting',
  'agenda_item',
  'agenda_item_state',
  'rubric',
  'rubric_version',
  'review',
  'review_rating',
  'review_dispute',
  'review_reply',
  'review_rescore',
  'policy_ledger_entry',
  'policy_question',
  'policy_question_entry',
  'policy_mark',
  'calibration_round',
  'calibration_case',
  'calibration_gold',
  'calibration_rater',
  'calibration_rating',
  'draw',
  'draw_case',
  'shift_pattern',
  'shift_entry',
  'shift',
  'check_in_consent',
  'check_in',
  'check_in_view',
  'check_in_rhythm',
  'check_in_follow_up',
  'content_pack',
  'questionnaire_consent',
  'talk_request',
  'talk_offer',
  'exposure_budget',
  'exposure_entry',
  'topic_opt_out',
  'rotation_setting',
  'rotation_request',
  'wellbeing_setting',
  'record_view',
  'inbox',
  'escalation',
  'escalation_party',
  'escalation_event',
  'escalation_link',
  'escalation_clock',
  'escalation_request',
  'escalation_decision',
  'approval_reading',
  'on_call_chain',
  'on_call_calendar',
  'on_call_run',
  'on_call_call',
  'policy_write_up',
  'precedent',
  'ruling_case',
  'ruling_review',
] as const satisfies readonly (keyof Schema)[]
export type DemoTable = (typeof demoTables)[number]
export type DemoRows = { [T in DemoTable]: WrittenRow<T>[] }

/** Holds what a check-in of the demo says, before it is sealed. */
export interface DemoContents {
  check_in_id: string
  person_id: string
  answers: Answers
  note: string | null
}
/** Holds an answer of the demo to a questionnaire, before it is sealed. */
export interface DemoQuestionnaire {
  answer_id: string
  person_id: string
  pack: ContentPack
  at: string
  values: number[]
}
export type Demo = DemoRows & { contents: DemoContents[]; questionnaires: DemoQuestionnaire[] }
