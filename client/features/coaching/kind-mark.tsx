import Award from 'lucide-react/icons/award'
import MessageSquareText from 'lucide-react/icons/message-square-text'
import PencilLine from 'lucide-react/icons/pencil-line'
import Sprout from 'lucide-react/icons/sprout'
import { Icon } from '#client/ui/icon.tsx'
import type { NoteKind } from '#shared/coaching/fields.ts'

const icons = { quick: PencilLine, sbi: MessageSquareText, grow: Sprout, recognition: Award }

/** Marks the kind of a note, for the beginning of its row; the row says the word. */
export const KindMark = ({ kind }: { kind: NoteKind }) => <Icon icon={icons[kind]} />
