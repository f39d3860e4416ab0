import KeyRound from 'lucide-react/icons/key-round'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const emergencyMarks: NotificationMarks<NotificationKinds['emergency']> = {
  emergency_waiting: <Icon icon={KeyRound} />,
  emergency_opened: <Icon icon={KeyRound} />,
  emergency_ended: <Icon icon={KeyRound} />,
}
