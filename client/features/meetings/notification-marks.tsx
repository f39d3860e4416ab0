import CalendarClock from 'lucide-react/icons/calendar-clock'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const meetingsMarks: NotificationMarks<NotificationKinds['meetings']> = {
  meeting_changed: <Icon icon={CalendarClock} />,
}
