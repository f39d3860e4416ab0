import Scale from 'lucide-react/icons/scale'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const rulingsMarks: NotificationMarks<NotificationKinds['rulings']> = {
  ruling_applied: <Icon icon={Scale} />,
}
