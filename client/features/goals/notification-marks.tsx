import Goal from 'lucide-react/icons/goal'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const goalsMarks: NotificationMarks<NotificationKinds['goals']> = {
  goal_changed: <Icon icon={Goal} />,
}
