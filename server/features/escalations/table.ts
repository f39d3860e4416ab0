import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { CallOutcome, StepSource } from '#shared/escalations/chain-rules.ts'
import type { EscalationKind, EventKind, SafetyCategory } from '#shared/escalations/rules.ts'
import type { Severity, Status } from '#shared/escalations/step-rules.ts'
import type { ClockKind } from '#shared/escalations/views.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'

export interface FollowUp {
  title: string
  ownerId: string
  dueOn: string | null
}
export interface EscalationTable {
  org_id: string
  escalation_id: string
  team_id: string
  raiser_id: string
  subject_id: string | null
  kind: EscalationKind
  category: SafetyCategory | null
  severity: Severity
  status: Status
  function: PartnerFunction | null
  summary: string
  details: string | null
  case_reference: string | null
  /** Who has it now. */
  holder_id: string | null
  /** Of the team: its clocks keep these business hours. */
  zone: string
  created_at: Generated<string>
  claimed_at: string
  submitted_at: string | null
  changed_at: Generated<string>
  resolved_at: string | null
  resolution: string | null
  what_changed: string | null
  follow_ups: ColumnType<FollowUp[], string | undefined, string>
  merged_into_id: string | null
  child_safety: GeneratedAlways<boolean>
  /** Of what is approved or rejected: an edit makes another. */
  content_version: Generated<number>
  /** The content that has the approvals it needs; written by the owner alone. */
  approved_version: number | null
  rejected_version: number | null
  /** Who wrote the content or lowered the severity since it was submitted; the database adds them. */
  editor_ids: Generated<string[]>
  /** How often it was opened. */
  cycle: Generated<number>
  version: Generated<number>
}
export interface EscalationPartyTable {
  org_id: string
  escalation_id: string
  person_id: string
  watching: Generated<boolean>
}
export interface EscalationEventTable {
  org_id: string
  event_id: string
  escalation_id: string
  kind: EventKind
  at: Generated<string>
  /** Null where a clock did it. */
  actor_id: string | null
  other_id: string | null
  words: string | null
  code: string | null
  child_safety: boolean
}
export interface EscalationLinkTable {
  org_id: string
  link_id: string
  escalation_id: string
  kind: 'case' | 'note' | 'escalation' | 'review' | 'dispute' | 'split' | 'question'
  audit_id: string | null
  note_id: string | null
  other_id: string | null
  review_id: string | null
  dispute_id: string | null
  /** A case of a calibration round, on which its raters split. */
  round_id: string | null
  round_case_id: string | null
  question_id: string | null
  label: string
  child_safety: boolean
}
export interface EscalationClockTable {
  org_id: string
  escalation_id: string
  kind: ClockKind
  started_at: string
  risk_at: string
  due_at: string
  chain_at: string
  /** Begins a pause that lasts. */
  paused_at: string | null
  /** Begins the time in which it stands because it was decided, resolved or closed. */
  stopped_at: string | null
  /** Multiranges of instants: how long it was paused, and how long stopped, until it ran again. */
  pauses: Generated<string>
  stops: Generated<string>
  /** Who had the escalation when it ran out; null while they have it. */
  late_holder_id: Generated<string | null>
  calendar_missing: boolean
  /** How far it has been told of: 1 at risk, 2 overdue, 3 further up. */
  stage: Generated<number>
  next_at: GeneratedAlways<string | null>
}
export interface EscalationRequestTable {
  org_id: string
  request_id: string
  escalation_id: string
  author_id: string
  at: Generated<string>
  question: string
  recommendation: string
  if_approved: string
  if_rejected: string
  content_version: number
  state: Generated<'open' | 'approved' | 'rejected' | 'voided'>
  child_safety: boolean
  /** Since when the days count after which it expires. */
  counted_from: Generated<string>
}
export interface EscalationDecisionTable {
  org_id: string
  decision_id: string
  escalation_id: string
  request_id: string
  place: number
  decider_id: string
  for_id: string | null
  role: 'lead' | 'manager'
  verdict: 'approve' | 'reject'
  reason: string | null
  content_version: number
  at: Generated<string>
  takes_effect_at: string
  undone_at: string | null
  effected_at: string | null
  /** It settled it alone, for want of a second person. */
  alone: Generated<boolean>
  child_safety: boolean
}
/** Its person's alone, whatever role somebody else has. */
export interface ApprovalReadingTable {
  org_id: string
  decision_id: string
  person_id: string
  /** From the opening of the sheet to the decision. */
  seconds: number
  reached_end: boolean
  decided_at: Generated<string>
}
export interface DelegationTable {
  org_id: string
  delegation_id: string
  from_id: string
  to_id: string
  role: 'lead' | 'manager'
  starts_at: string
  ends_at: string
  ended_at: string | null
  created_at: Generated<string>
}
export interface CalendarDayTable {
  org_id: string
  zone: string
  day: string
  works: boolean
  name: string
  by_id: string
  /** Since when open clocks follow it. */
  applied_at: string | null
  version: Generated<number>
}

/** A chain as it was set: the lists side by side are its steps. */
export interface OnCallChainTable {
  org_id: string
  chain_id: Generated<string>
  team_id: string
  /** Counts what was set for the team. */
  number: number
  starts_on: string
  severities: Severity[]
  repeats: number
  sources: StepSource[]
  person_ids: (string | null)[]
  minutes: number[]
  set_by: string
  set_at: Generated<string>
}
/** An imported on-call calendar: the lists side by side are whose turn it is, from when and until when. */
export interface OnCallCalendarTable {
  org_id: string
  calendar_id: Generated<string>
  team_id: string
  number: number
  source: string
  person_ids: string[]
  starts: string[]
  ends: string[]
  set_by: string
  set_at: Generated<string>
}
/** How far a chain has come on an escalation; written by the owner alone. */
export interface OnCallRunTable {
  org_id: string
  escalation_id: string
  /** The opening of the escalation that it belongs to, and the severity with which it began. */
  cycle: number
  severity: Severity
  chain_id: string
  started_at: Generated<string>
  /** The step that is next. */
  round: Generated<number>
  place: Generated<number>
  next_at: Generated<string | null>
  next_source: StepSource | null
  next_person_id: string | null
}
/** Holds who was called by a step and when, or why nobody was; never changed. */
export interface OnCallCallTable {
  org_id: string
  call_id: Generated<string>
  escalation_id: string
  cycle: number
  severity: Severity
  round: number
  place: number
  source: StepSource | 'manager'
  person_id: string | null
  for_id: string | null
  outcome: CallOutcome
  at: Generated<string>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    on_call_chain: OnCallChainTable
    on_call_calendar: OnCallCalendarTable
    on_call_run: OnCallRunTable
    on_call_call: OnCallCallTable
    escalation: EscalationTable
    escalation_party: EscalationPartyTable
    escalation_event: EscalationEventTable
    escalation_link: EscalationLinkTable
    escalation_clock: EscalationClockTable
    escalation_request: EscalationRequestTable
    escalation_decision: EscalationDecisionTable
    approval_reading: ApprovalReadingTable
    delegation: DelegationTable
    calendar_day: CalendarDayTable
  }
}
