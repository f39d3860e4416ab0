import { addressOf } from '#client/app/live/notification-address.ts'
import { InboxPage } from '#client/features/inbox/inbox-page.tsx'
import { notificationMarks } from './notification-marks.ts'

/** The inbox with the kinds of all features. */
export function InboxPlace() {
  return <InboxPage marks={notificationMarks.useValue()} addressOf={addressOf} />
}
