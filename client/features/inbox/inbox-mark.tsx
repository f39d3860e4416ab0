import AtSign from 'lucide-react/icons/at-sign'
import CircleCheck from 'lucide-react/icons/circle-check'
import MessageCircle from 'lucide-react/icons/message-circle'
import MessagesSquare from 'lucide-react/icons/messages-square'
import NotebookText from 'lucide-react/icons/notebook-text'
import Stamp from 'lucide-react/icons/stamp'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { Icon } from '#client/ui/icon.tsx'
import { ClockMark } from '#client/ui/marks.tsx'
import type { InboxKind } from '#shared/inbox/kinds.ts'

const icons = {
  approval_waiting: Stamp,
  escalation_news: TriangleAlert,
  mention: AtSign,
  talk_requested: MessagesSquare,
  talk_answered: MessagesSquare,
  note_shared: NotebookText,
  note_replied: MessageCircle,
  look_answered: CircleCheck,
} as const satisfies Partial<Record<InboxKind, unknown>>

/** One mark a row; colour is for clocks alone. */
export function InboxMark({ kind }: { kind: InboxKind }) {
  if (kind === 'clock_at_risk') return <ClockMark state="risk" />
  if (kind === 'clock_overdue') return <ClockMark state="over" />
  return <Icon icon={icons[kind]} />
}
