import HeartHandshake from 'lucide-react/icons/heart-handshake'
import History from 'lucide-react/icons/history'
import MessageCircle from 'lucide-react/icons/message-circle'
import { paths as ownPaths } from '#client/commands/check-ins-paths.ts'
import { paths } from '#client/lib/paths.ts'
import type { RowActs, RowKinds, RowReader } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
import { ClockMark } from '#client/ui/marks.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

const talks = () => ({ pathname: paths.talks })

/** A row of one's own requests and of offers to oneself: opened by its button, settled or put off without it. */
const toRead = {
  mark: () => <Icon icon={MessageCircle} />,
  address: () => ({ pathname: paths.wellbeing }),
  useButton: (_: unknown, { open }: RowActs, { t }: RowReader) => ({
    label: t('today.act.read'),
    onSelect: open,
  }),
  settles: true,
  waits: true,
}

export const checkInsRows: RowKinds<TodayKinds['checkIns']> = {
  talk: {
    mark: ({ dueAt }) => <ClockMark state={Date.parse(dueAt) < Date.now() ? 'over' : 'running'} />,
    message({ at, dueAt }, { t, format }) {
      const text = t('today.row.talk', { ago: format.ago(at) })
      return Date.parse(dueAt) < Date.now() ? { clock: { text, state: 'over' } } : { reason: text }
    },
    address: talks,
    useButton: ({ requestId, person }, { answerTalk }, { t }) => ({
      label: t('today.act.answer'),
      onSelect: () => answerTalk({ requestId, from: person }),
    }),
    settles: false,
    // Somebody who asked to talk is not put off by a swipe, nor settled with others.
    waits: false,
    alone: () => 'talk',
  },
  talk_answered: {
    ...toRead,
    message: ({ answer }, { t }) => ({ reason: t(`today.row.talk.${answer}`) }),
    read: () => true,
  },
  talk_offered: {
    ...toRead,
    message: (_, { t }) => ({ reason: t('today.row.offer') }),
  },
  check_in_shared: {
    ...toRead,
    mark: () => <Icon icon={HeartHandshake} />,
    message: (_, { t }) => ({ reason: t('today.row.shared') }),
    address: ({ person }) => ({ pathname: paths.sharedCheckIns(person.personId) }),
  },
  rotation: {
    ...toRead,
    mark: () => <Icon icon={History} />,
    message: (_, { t }) => ({ reason: t('today.row.rotation') }),
    address: () => ({ pathname: ownPaths.rotations }),
    settles: false,
  },
  check_in_due: {
    mark: () => <Icon icon={HeartHandshake} />,
    message: (_, { t }) => ({ subject: t('today.row.checkIn'), reason: t('today.row.checkIn.optional') }),
    address: () => ({ pathname: paths.checkIn }),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.checkIn'), onSelect: open }),
    settles: true,
    waits: true,
  },
}
