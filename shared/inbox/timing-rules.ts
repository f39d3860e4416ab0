import { administrationNotifications } from '#shared/administration/notification-kinds.ts'
import { auditNotifications } from '#shared/audits/notification-kinds.ts'
import { calibrationNotifications } from '#shared/calibration/notification-kinds.ts'
import { checkInNotifications } from '#shared/check-ins/notification-kinds.ts'
import { coachingNotifications } from '#shared/coaching/notification-kinds.ts'
import { emergencyNotifications } from '#shared/emergency/notification-kinds.ts'
import { escalationNotifications } from '#shared/escalations/notification-kinds.ts'
import { goalNotifications } from '#shared/goals/notification-kinds.ts'
import { meetingNotifications } from '#shared/meetings/notification-kinds.ts'
import { questionNotifications } from '#shared/questions/notification-kinds.ts'
import { reviewNotifications } from '#shared/reviews/notification-kinds.ts'
import { rulingNotifications } from '#shared/rulings/notification-kinds.ts'
import {
  type ChoiceGroup,
  type ChosenTimings,
  choiceGroups,
  type FixedGroup,
  type Timing,
} from './choice-rules.ts'
import type { InboxKind } from './kinds.ts'

const all = <K extends string, G extends ChoiceGroup>(kinds: Readonly<Record<K, unknown>>, group: G) =>
  Object.fromEntries(Object.keys(kinds).map((kind) => [kind, group])) as Record<K, G>

/** The group of each kind: that of its feature, unless it says another. */
export const groupOf: Readonly<Record<InboxKind, ChoiceGroup | FixedGroup>> = {
  ...all(escalationNotifications, 'escalations'),
  ...all(checkInNotifications, 'wellbeing'),
  ...all(coachingNotifications, 'notes'),
  ...all(goalNotifications, 'meetings'),
  ...all(meetingNotifications, 'meetings'),
  ...all(questionNotifications, 'questions'),
  ...all(reviewNotifications, 'reviews'),
  ...all(calibrationNotifications, 'calibration'),
  ...all(auditNotifications, 'reviews'),
  ...all(rulingNotifications, 'reviews'),
  ...all(administrationNotifications, 'administration'),
  ...all(emergencyNotifications, 'administration'),
  action_due: 'meetings',
  inherited_due: 'meetings',
  follow_up_due: 'meetings',
  approval_waiting: 'approvals',
  confirmation_waiting: 'approvals',
  request_waiting: 'approvals',
  emergency_waiting: 'approvals',
  clock_at_risk: 'clocks',
  clock_overdue: 'clocks',
  on_call: 'clocks',
  // Somebody waits for an answer.
  talk_requested: 'clocks',
  address_asked: 'account',
  address_confirmed: 'account',
  address_declined: 'account',
  emergency_opened: 'account',
}

const isChoice = (group: ChoiceGroup | FixedGroup): group is ChoiceGroup =>
  (choiceGroups as readonly string[]).includes(group)

/** Returns when a notification goes out: an urgent one, or one of a fixed group, at once whatever was chosen. */
export function timingOf(
  { kind, urgent }: { kind: InboxKind; urgent: boolean },
  chosen: ChosenTimings,
): Timing {
  const group = groupOf[kind]
  return urgent || !isChoice(group) ? 'now' : (chosen[group] ?? 'now')
}
