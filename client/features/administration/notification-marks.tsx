import AtSign from 'lucide-react/icons/at-sign'
import Gavel from 'lucide-react/icons/gavel'
import Network from 'lucide-react/icons/network'
import UserCheck from 'lucide-react/icons/user-check'
import UserX from 'lucide-react/icons/user-x'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const administrationMarks: NotificationMarks<NotificationKinds['administration']> = {
  confirmation_waiting: <Icon icon={UserCheck} />,
  role_confirmed: <Icon icon={UserCheck} />,
  role_declined: <Icon icon={UserX} />,
  team_moved: <Icon icon={Network} />,
  move_declined: <Icon icon={Network} />,
  address_asked: <Icon icon={AtSign} />,
  address_confirmed: <Icon icon={AtSign} />,
  address_declined: <Icon icon={AtSign} />,
  hold_placed: <Icon icon={Gavel} />,
  hold_ended: <Icon icon={Gavel} />,
  request_waiting: <Icon icon={UserCheck} />,
  request_decided: <Icon icon={UserCheck} />,
}
