import { addressOf } from '#client/app/live/notification-address.ts'
import { NotificationPage } from '#client/features/inbox/notification-page.tsx'

/** Leads a tapped push on to the screen of its feature. */
export function NotificationPlace() {
  return <NotificationPage addressOf={addressOf} />
}
