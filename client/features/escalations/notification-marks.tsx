import AtSign from 'lucide-react/icons/at-sign'
import EyeOff from 'lucide-react/icons/eye-off'
import PhoneCall from 'lucide-react/icons/phone-call'
import Stamp from 'lucide-react/icons/stamp'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { NotificationMarks } from '#client/manifest/notifications.ts'
import { Icon } from '#client/ui/icon.tsx'
import { ClockMark } from '#client/ui/marks.tsx'
import type { NotificationKinds } from '#shared/inbox/kinds.ts'

export const escalationsMarks: NotificationMarks<NotificationKinds['escalations']> = {
  approval_waiting: <Icon icon={Stamp} />,
  on_call: <Icon icon={PhoneCall} />,
  clock_at_risk: <ClockMark state="risk" />,
  clock_overdue: <ClockMark state="over" />,
  escalation_news: <Icon icon={TriangleAlert} />,
  escalation_hidden: <Icon icon={EyeOff} />,
  mention: <Icon icon={AtSign} />,
}
