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
import type { KindRules } from './kind-rules.ts'

/**
 * Every kind of notification with what holds of it; queries are given their lists from here. Words are the client's: a row
 * holds its kind and the id of what it is about, and nothing private.
 */
export const notificationKinds = {
  ...escalationNotifications,
  ...checkInNotifications,
  ...coachingNotifications,
  ...goalNotifications,
  ...meetingNotifications,
  ...questionNotifications,
  ...reviewNotifications,
  ...calibrationNotifications,
  ...auditNotifications,
  ...administrationNotifications,
  ...rulingNotifications,
  ...emergencyNotifications,
} as const satisfies Record<string, KindRules>
export type InboxKind = keyof typeof notificationKinds

/** The kinds by the feature that they belong to. */
export interface NotificationKinds {
  escalations: keyof typeof escalationNotifications
  checkIns: keyof typeof checkInNotifications
  coaching: keyof typeof coachingNotifications
  goals: keyof typeof goalNotifications
  meetings: keyof typeof meetingNotifications
  questions: keyof typeof questionNotifications
  reviews: keyof typeof reviewNotifications
  calibration: keyof typeof calibrationNotifications
  audits: keyof typeof auditNotifications
  administration: keyof typeof administrationNotifications
  rulings: keyof typeof rulingNotifications
  emergency: keyof typeof emergencyNotifications
}

export const inboxKinds = Object.keys(notificationKinds) as InboxKind[]

/** Returns the kinds of which a rule holds. */
export const kindsThat = (rule: 'counted' | 'mayBeUrgent' | 'mayBeCorrective'): readonly InboxKind[] =>
  inboxKinds.filter((kind) => notificationKinds[kind][rule])
