import Award from 'lucide-react/icons/award'
import CircleCheck from 'lucide-react/icons/circle-check'
import FileSearch from 'lucide-react/icons/file-search'
import HeartHandshake from 'lucide-react/icons/heart-handshake'
import MailOpen from 'lucide-react/icons/mail-open'
import MessageCircle from 'lucide-react/icons/message-circle'
import NotebookText from 'lucide-react/icons/notebook-text'
import TrendingUp from 'lucide-react/icons/trending-up'
import { useFormat } from '#client/lib/i18n.ts'
import { Icon } from '#client/ui/icon.tsx'
import { ClockMark, type Level, SeverityMark, SignalMark } from '#client/ui/marks.tsx'
import type { TodayItem } from '#shared/today/kinds.ts'

/** Spelled out: the table of steps is no part of the first paint. */
const levels = { P0: 0, P1: 1, P2: 2, P3: 3 } as const satisfies Record<string, Level>

/** One mark a row. Colour is for clocks and data; a person's own doing is ink. */
export function TodayMark({ item }: { item: TodayItem }) {
  const format = useFormat()
  switch (item.kind) {
    case 'signal':
      return item.signal.kind === 'recovery' ? <Icon icon={TrendingUp} /> : <SignalMark />
    case 'look':
      return <Icon icon={FileSearch} />
    case 'look_answered':
      return <Icon icon={CircleCheck} />
    case 'note_to_read':
      return <Icon icon={item.recognition ? Award : NotebookText} />
    case 'note_unread':
      return <Icon icon={MailOpen} />
    case 'reply':
    case 'talk_answered':
      return <Icon icon={MessageCircle} />
    case 'talk':
      return <ClockMark state={Date.parse(item.dueAt) < Date.now() ? 'over' : 'running'} />
    case 'escalation':
      return <SeverityMark level={levels[item.severity]} />
    case 'check_in_shared':
    case 'check_in_due':
      return <Icon icon={HeartHandshake} />
    case 'follow_up':
    case 'action':
      return <ClockMark state={format.daysFromToday(item.dueOn) < 0 ? 'over' : 'running'} />
  }
}
