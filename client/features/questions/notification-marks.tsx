import MessageCircle from 'lucide-react/icons/message-circle'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const questionsMarks: NotificationMarks<NotificationKinds['questions']> = {
  question_asked: <Icon icon={MessageCircle} />,
  question_answered: <Icon icon={MessageCircle} />,
}
