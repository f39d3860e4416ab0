import ClipboardCheck from 'lucide-react/icons/clipboard-check'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const reviewsMarks: NotificationMarks<NotificationKinds['reviews']> = {
  review_published: <Icon icon={ClipboardCheck} />,
}
