import type { InvitationTable, SessionTable, SignInTable, SignInThrottleTable } from '#server/auth/table.ts'
import type {
  AnotherLookTable,
  AuditDayTable,
  AuditImportTable,
  AuditTable,
  AuditTeamWeekTable,
  AuditWeekTable,
  PolicyTable,
} from '#server/features/audits/table.ts'
import type {
  CheckInAnswerTable,
  CheckInConsentTable,
  CheckInTable,
  CheckInTotalMemberTable,
  CheckInTotalTable,
  CheckInViewTable,
  ExposureBudgetTable,
  ExposureEntryTable,
  TalkRequestTable,
  WellbeingSettingTable,
} from '#server/features/check-ins/table.ts'
import type {
  ActionItemTable,
  ActionStateTable,
  NoteEvidenceTable,
  NoteReadingTable,
  NoteReplyTable,
  NoteRevisionTable,
  NoteTable,
} from '#server/features/coaching/table.ts'
import type {
  CalendarDayTable,
  DelegationTable,
  EscalationClockTable,
  EscalationDecisionTable,
  EscalationEventTable,
  EscalationLinkTable,
  EscalationPartyTable,
  EscalationPauseTable,
  EscalationRequestTable,
  EscalationTable,
} from '#server/features/escalations/table.ts'
import type {
  InboxTable,
  PushDeliveryTable,
  PushKeyTable,
  PushSubscriptionTable,
} from '#server/features/inbox/table.ts'
import type {
  ChangeTable,
  MembershipTable,
  MembershipTodayView,
  OrgTable,
  PersonTable,
  RecordViewTable,
  ShiftTable,
  TeamTable,
} from '#server/features/people/table.ts'
import type { TodaySettledTable } from '#server/features/today/table.ts'
import type { AuditLogTable, CommandTable, FeedEpochTable } from './table.ts'

export interface Schema {
  org: OrgTable
  person: PersonTable
  team: TeamTable
  membership: MembershipTable
  'app.membership_today': MembershipTodayView
  sign_in: SignInTable
  invitation: InvitationTable
  session: SessionTable
  sign_in_throttle: SignInThrottleTable
  command: CommandTable
  audit_log: AuditLogTable
  record_view: RecordViewTable
  shift: ShiftTable
  change: ChangeTable
  feed_epoch: FeedEpochTable
  policy: PolicyTable
  audit_import: AuditImportTable
  audit: AuditTable
  audit_day: AuditDayTable
  audit_week: AuditWeekTable
  audit_team_week: AuditTeamWeekTable
  another_look: AnotherLookTable
  note: NoteTable
  note_revision: NoteRevisionTable
  note_evidence: NoteEvidenceTable
  note_reply: NoteReplyTable
  note_reading: NoteReadingTable
  action_item: ActionItemTable
  action_state: ActionStateTable
  today_settled: TodaySettledTable
  check_in_consent: CheckInConsentTable
  check_in: CheckInTable
  check_in_answer: CheckInAnswerTable
  check_in_view: CheckInViewTable
  talk_request: TalkRequestTable
  exposure_budget: ExposureBudgetTable
  exposure_entry: ExposureEntryTable
  wellbeing_setting: WellbeingSettingTable
  check_in_total: CheckInTotalTable
  check_in_total_member: CheckInTotalMemberTable
  inbox: InboxTable
  push_key: PushKeyTable
  push_subscription: PushSubscriptionTable
  push_delivery: PushDeliveryTable
  escalation: EscalationTable
  escalation_party: EscalationPartyTable
  escalation_event: EscalationEventTable
  escalation_link: EscalationLinkTable
  escalation_clock: EscalationClockTable
  escalation_pause: EscalationPauseTable
  escalation_request: EscalationRequestTable
  escalation_decision: EscalationDecisionTable
  delegation: DelegationTable
  calendar_day: CalendarDayTable
}
