import MessagesSquare from 'lucide-react/icons/messages-square'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const checkInsMarks: NotificationMarks<NotificationKinds['checkIns']> = {
  talk_requested: <Icon icon={MessagesSquare} />,
  talk_offered: <Icon icon={MessagesSquare} />,
  talk_answered: <Icon icon={MessagesSquare} />,
}
