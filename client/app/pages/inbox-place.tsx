import { addressOf } from '#client/app/live/notification-address.ts'
import { auditsMarks } from '#client/features/audits/notification-marks.tsx'
import { checkInsMarks } from '#client/features/check-ins/notification-marks.tsx'
import { coachingMarks } from '#client/features/coaching/notification-marks.tsx'
import { escalationsMarks } from '#client/features/escalations/notification-marks.tsx'
import { InboxPage } from '#client/features/inbox/inbox-page.tsx'
import type { NotificationMarks } from '#client/lib/notifications.ts'

const marks: NotificationMarks = {
  ...escalationsMarks,
  ...checkInsMarks,
  ...coachingMarks,
  ...auditsMarks,
}

/** The inbox with the kinds of all features. */
export function InboxPlace() {
  return <InboxPage marks={marks} addressOf={addressOf} />
}
