import Award from 'lucide-react/icons/award'
import Forward from 'lucide-react/icons/forward'
import MailOpen from 'lucide-react/icons/mail-open'
import MessageCircle from 'lucide-react/icons/message-circle'
import NotebookText from 'lucide-react/icons/notebook-text'
import type { Format } from '#client/lib/format.ts'
import { paths } from '#client/lib/paths.ts'
import { forLater } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { Address, RowClock, RowKinds, RowReader } from '#client/manifest/today-rows.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { Icon } from '#client/ui/icon.tsx'
import { ClockMark } from '#client/ui/marks.tsx'
import type { ActionView } from '#shared/coaching/views.ts'
import type { ItemOf, TodayKinds } from '#shared/today/kinds.ts'

/** A note's address says whose it is where that is known. */
const noteAt = (noteId: string, subjectId?: string): Address => ({
  pathname: paths.note(noteId),
  ...(subjectId ? { search: `?of=${subjectId}` } : {}),
})
const aboutPerson = ({ noteId, person }: { noteId: string; person: { personId: string } }) =>
  noteAt(noteId, person.personId)

const daysUntil = (dueOn: string, format: Format) => format.daysFromToday(dueOn)
const dueMark = ({ dueOn }: { dueOn: string }, format: Format) => (
  <ClockMark state={daysUntil(dueOn, format) < 0 ? 'over' : 'running'} />
)
/** Overdue is said in words, not only by the mark: then it is the row's clock, else a day of its reason. */
function whenDue(dueOn: string, { t, format }: RowReader): { day?: string; clock?: RowClock } {
  const days = daysUntil(dueOn, format)
  if (days >= 0) return { day: format.relativeDay(dueOn) }
  return { clock: { text: t('today.overdue', { n: -days }), state: 'over' } }
}

export const coachingRows: RowKinds<TodayKinds['coaching']> = {
  note_to_read: {
    mark: ({ recognition }) => <Icon icon={recognition ? Award : NotebookText} />,
    message: ({ recognition }, { t }) => ({
      reason: t(recognition ? 'today.row.recognition' : 'today.row.note'),
    }),
    address: ({ noteId }, reader) => noteAt(noteId, reader),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.read'), onSelect: open }),
    settles: true,
    waits: true,
  },
  note_unread: {
    mark: () => <Icon icon={MailOpen} />,
    message: ({ days }, { t }) => ({ reason: t('today.row.unread', { n: days }) }),
    address: aboutPerson,
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
  },
  reply: {
    mark: () => <Icon icon={MessageCircle} />,
    message: ({ at }, { t, format }) => ({ reason: t('today.row.reply', { ago: format.ago(at) }) }),
    address: ({ noteId }) => noteAt(noteId),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.read'), onSelect: open }),
    settles: true,
    read: () => true,
    waits: true,
  },
  follow_up: {
    mark: dueMark,
    message({ dueOn }, reader) {
      const { day, clock } = whenDue(dueOn, reader)
      return { reason: reader.t('today.row.followUp', day ? { day } : {}), clock }
    },
    address: aboutPerson,
    useButton: ({ noteId }, { settle }, { t }) => ({
      label: t('today.act.done'),
      onSelect: () => settle.finishFollowUp(noteId),
    }),
    settles: true,
    waits: true,
    due: ({ dueOn }) => ({ day: dueOn }),
  },
  action: {
    mark: dueMark,
    message({ dueOn, person, title }, reader) {
      const { t, me } = reader
      const { day, clock } = whenDue(dueOn, reader)
      const when = day ? { day } : {}
      // One's own is called by what it is; what one does for somebody by who that is.
      if (person.personId === me.person.personId)
        return { subject: title, reason: t('today.row.mine', when), clock }
      return { reason: t('today.row.action', { ...when, title }), clock }
    },
    // The note of what was inherited is closed to the reader.
    address: (item) =>
      item.inherited
        ? { pathname: paths.person(item.person.personId), search: '?part=actions' }
        : aboutPerson(item),
    useButton(item, { open, go, settle }, { t }) {
      const action = useActionOf(item)
      const { pathname, search } = aboutPerson(item)
      const comment = () => go({ pathname, search: `${search}&comment=${item.actionId}` })
      return action
        ? { label: t('today.act.done'), onSelect: () => settle.finishAction(action, comment) }
        : { label: t('today.act.open'), onSelect: open }
    },
    settles: true,
    waits: true,
    due: ({ dueOn }) => ({ day: dueOn }),
  },
  handover: {
    mark: () => <Icon icon={Forward} />,
    message: ({ notes, endsOn }, { t, format }) => ({
      subject: t('today.row.handover'),
      reason: t('today.row.handover.notes', { n: notes, day: format.shortDate(endsOn) }),
    }),
    address: ({ teamId }) => ({ pathname: paths.handover(), search: `?team=${teamId}` }),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
  },
}

/**
 * The action item of a row, in the version that this phone knows, its own unsent work counted; undefined where the phone
 * does not hold that person's coaching.
 */
function useActionOf({ noteId, actionId, person }: ItemOf<'action'>): ActionView | undefined {
  const { data } = useFoldedQuery({
    ...trpc.coaching.person.queryOptions({ personId: person.personId }),
    ...forLater,
  })
  const note = data?.notes.find((note) => note.noteId === noteId)
  return note?.actions.find((action) => action.actionId === actionId)
}
