import CalendarCheck from 'lucide-react/icons/calendar-check'
import Forward from 'lucide-react/icons/forward'
import ListChecks from 'lucide-react/icons/list-checks'
import MessageCircle from 'lucide-react/icons/message-circle'
import NotebookText from 'lucide-react/icons/notebook-text'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const coachingMarks: NotificationMarks<NotificationKinds['coaching']> = {
  note_shared: <Icon icon={NotebookText} />,
  note_added: <Icon icon={NotebookText} />,
  note_replied: <Icon icon={MessageCircle} />,
  note_handover: <Icon icon={Forward} />,
  action_due: <Icon icon={ListChecks} />,
  inherited_due: <Icon icon={ListChecks} />,
  follow_up_due: <Icon icon={CalendarCheck} />,
}
