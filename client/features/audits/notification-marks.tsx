import CircleCheck from 'lucide-react/icons/circle-check'
import FileSearch from 'lucide-react/icons/file-search'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const auditsMarks: NotificationMarks<NotificationKinds['audits']> = {
  recheck_asked: <Icon icon={FileSearch} />,
  look_answered: <Icon icon={CircleCheck} />,
}
