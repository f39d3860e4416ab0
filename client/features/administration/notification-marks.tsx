import AtSign from 'lucide-react/icons/at-sign'
import UserCheck from 'lucide-react/icons/user-check'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const administrationMarks: NotificationMarks<NotificationKinds['administration']> = {
  confirmation_waiting: <Icon icon={UserCheck} />,
  role_confirmed: <Icon icon={UserCheck} />,
  address_asked: <Icon icon={AtSign} />,
  address_confirmed: <Icon icon={AtSign} />,
  address_declined: <Icon icon={AtSign} />,
}
