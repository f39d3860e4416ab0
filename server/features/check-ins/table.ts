import type { ColumnType, Generated } from 'kysely'
import type { ContentPack } from '#shared/check-ins/content-pack.ts'
import type { ExposureSeverity, ExposureSource, Harm } from '#shared/check-ins/exposure-rules.ts'
import type { TalkAnswer } from '#shared/check-ins/fields.ts'
import type { RotationState } from '#shared/check-ins/rotation-rules.ts'
import type { CheckInAudience, CheckInItem, TalkState } from '#shared/check-ins/rules.ts'
import type { ResponseBand, Suppression, TotalLevel } from '#shared/check-ins/totals-rules.ts'

export interface CheckInConsentTable {
  org_id: string
  consent_id: string
  person_id: string
  given: boolean
  text_version: number
  at: Generated<string>
}
export interface CheckInTable {
  org_id: string
  check_in_id: string
  person_id: string
  audience: CheckInAudience
  reader_id: string | null
  /** With 'lead' the person's team whose lead the reader is; with 'total' the team that it counts in, if any. */
  team_id: string | null
  at: Generated<string>
  claimed_at: string
  version: Generated<number>
}
/** Sealed with the person's key; padded. */
export interface CheckInAnswerTable {
  org_id: string
  check_in_id: string
  person_id: string
  answers: Buffer
  note: Buffer
}
export interface CheckInViewTable {
  org_id: string
  check_in_id: string
  viewer_id: string
  person_id: string
  first_at: Generated<string>
}
/** No row: every week from its Monday on. */
export interface CheckInRhythmTable {
  org_id: string
  person_id: string
  kind: 'chosen' | 'never'
  weekday: number | null
  /** Of the person's zone, 'HH:MM'. */
  wall_time: string | null
  version: Generated<number>
}
export interface CheckInFollowUpTable {
  org_id: string
  follow_up_id: string
  person_id: string
  /** Of the event, in the person's zone. */
  day: string
  requested_at: Generated<string>
}
/** Installed by whoever runs the server; its file as it was checked. */
export interface ContentPackTable {
  org_id: string
  pack_id: string
  pack_version: string
  least_days: number
  body: ColumnType<ContentPack, string, string>
  turned_on: Generated<boolean>
  installed_at: Generated<string>
  version: Generated<number>
}
export interface QuestionnaireConsentTable {
  org_id: string
  consent_id: string
  person_id: string
  pack_id: string
  pack_version: string
  text_version: number
  given: boolean
  at: Generated<string>
}
/** Sealed with a key of the person's; padded. */
export interface QuestionnaireAnswerTable {
  org_id: string
  answer_id: string
  person_id: string
  pack_id: string
  at: Generated<string>
  claimed_at: string
  contents: Buffer
}
export interface TalkRequestTable {
  org_id: string
  request_id: string
  asker_id: string
  addressee_id: string
  /** The asker's team, where the addressee is asked as its lead or manager. */
  team_id: string | null
  state: Generated<TalkState>
  asked_at: Generated<string>
  due_at: string
  answer: TalkAnswer | null
  proposed_at: string | null
  answered_at: string | null
  ended_at: string | null
  version: Generated<number>
}
export interface TalkOfferTable {
  org_id: string
  offer_id: string
  person_id: string
  lead_id: string
  /** The person's team, as whose lead or manager the other reads what they share. */
  team_id: string
  offered_at: Generated<string>
}
export interface ExposureBudgetTable {
  org_id: string
  team_id: string
  minutes_per_day: number
  minutes_without_break: number
  version: Generated<number>
}
export interface ExposureEntryTable {
  org_id: string
  entry_id: string
  person_id: string
  day: string
  harm: Harm
  minutes: number
  started_at: string | null
  severity: Generated<ExposureSeverity | null>
  source: Generated<ExposureSource>
  entered_at: Generated<string>
  version: Generated<number>
}
/** A policy that the person is to be given nothing of. */
export interface TopicOptOutTable {
  org_id: string
  person_id: string
  policy: string
}
export interface RotationSettingTable {
  org_id: string
  person_id: string
  /** Several days over the budget suggest a rotation. */
  suggests: boolean
}
/** Asked for by the person or by their own setting: which of the two is nowhere. */
export interface RotationRequestTable {
  org_id: string
  rotation_id: string
  person_id: string
  team_id: string
  state: Generated<RotationState>
  asked_at: Generated<string>
  settled_by: string | null
  ended_at: string | null
  version: Generated<number>
}
export interface WellbeingSettingTable {
  org_id: string
  programme_name: string | null
  programme_phone: string | null
  programme_url: string | null
  programme_verified_on: string | null
  retention_days: Generated<number>
  version: Generated<number>
}
/** Frozen when its period closes; from_day is a Monday. */
export interface CheckInTotalTable {
  org_id: string
  team_id: string
  from_day: string
  item: CheckInItem
  level: TotalLevel | null
  why: Suppression | null
  response: ResponseBand | null
  closed_at: Generated<string>
}
/** Records who was in a published total, by a name that the keystore alone can work out. */
export interface CheckInTotalMemberTable {
  org_id: string
  team_id: string
  from_day: string
  item: CheckInItem
  pseudonym: Buffer
}

/** A row that retention took, and that can still be put back. */
export interface ExpiredRowTable {
  org_id: string
  place: string
  row_id: string
  person_id: string
  at: string
  run: number
  contents: string
}

declare module '#server/db/schema.ts' {
  interface Schema {
    check_in_consent: CheckInConsentTable
    check_in: CheckInTable
    check_in_answer: CheckInAnswerTable
    check_in_view: CheckInViewTable
    check_in_rhythm: CheckInRhythmTable
    check_in_follow_up: CheckInFollowUpTable
    content_pack: ContentPackTable
    questionnaire_consent: QuestionnaireConsentTable
    questionnaire_answer: QuestionnaireAnswerTable
    talk_request: TalkRequestTable
    talk_offer: TalkOfferTable
    exposure_budget: ExposureBudgetTable
    exposure_entry: ExposureEntryTable
    topic_opt_out: TopicOptOutTable
    rotation_setting: RotationSettingTable
    rotation_request: RotationRequestTable
    wellbeing_setting: WellbeingSettingTable
    check_in_total: CheckInTotalTable
    check_in_total_member: CheckInTotalMemberTable
    expired_row: ExpiredRowTable
  }
}
