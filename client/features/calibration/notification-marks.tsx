import UsersRound from 'lucide-react/icons/users-round'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

const mark = <Icon icon={UsersRound} />

export const calibrationMarks: NotificationMarks<NotificationKinds['calibration']> = {
  calibration_started: mark,
  calibration_reminder: mark,
  calibration_closed: mark,
}
