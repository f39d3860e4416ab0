import CircleCheck from 'lucide-react/icons/circle-check'
import ClipboardCheck from 'lucide-react/icons/clipboard-check'
import FileSearch from 'lucide-react/icons/file-search'
import MessageCircle from 'lucide-react/icons/message-circle'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const reviewsMarks: NotificationMarks<NotificationKinds['reviews']> = {
  review_published: <Icon icon={ClipboardCheck} />,
  dispute_raised: <Icon icon={FileSearch} />,
  dispute_decided: <Icon icon={CircleCheck} />,
  review_replied: <Icon icon={MessageCircle} />,
}
