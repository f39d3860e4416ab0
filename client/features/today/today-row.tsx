import { useNavigate } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { findPerson, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { MenuItem } from '#client/ui/menu.tsx'
import { Row } from '#client/ui/row.tsx'
import type { ActionView } from '#shared/coaching/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { useActionBehind } from './data.ts'
import { addressOf, coachingAddress, useRowWords } from './row-words.ts'
import { TodayMark } from './today-mark.tsx'
import type { useSettle } from './use-settle.ts'

export type TalkItem = Extract<TodayItem, { kind: 'talk' }>

type Props = {
  item: TodayItem
  settle: ReturnType<typeof useSettle>
  onAnswerTalk: (item: TalkItem) => void
}

/** Why something waits, and the one step that it asks for. */
export function TodayRow(props: Props) {
  return props.item.kind === 'action' ? <AgreedActionRow {...props} /> : <WaitingRow {...props} />
}

/** Reads the action item behind it: only these rows listen to the coaching that the phone holds. */
function AgreedActionRow(props: Props) {
  return <WaitingRow {...props} behind={useActionBehind(props.item)} />
}

function WaitingRow({ item, settle, onAnswerTalk, behind }: Props & { behind?: ActionView | undefined }) {
  const t = useT()
  const me = useMe()
  const navigate = useNavigate()
  const { subject, reason } = useRowWords()(item)
  const address = addressOf(item, me.person.personId)
  const open = () => navigate(address)

  function action(): { label: string; onSelect: () => void } {
    switch (item.kind) {
      case 'signal': {
        const label = t(item.signal.kind === 'recovery' ? 'today.act.recognise' : 'today.act.coach')
        return { label, onSelect: () => navigate(coachingAddress(item)) }
      }
      case 'look':
        return { label: t('today.act.answer'), onSelect: open }
      case 'note_to_read':
        return { label: t('today.act.read'), onSelect: open }
      case 'talk':
        return { label: t('today.act.answer'), onSelect: () => onAnswerTalk(item) }
      case 'check_in_shared':
        return { label: t('today.act.read'), onSelect: open }
      case 'escalation':
        return { label: t(item.why === 'decide' ? 'today.act.decide' : 'today.act.open'), onSelect: open }
      case 'check_in_due':
        return { label: t('today.act.checkIn'), onSelect: open }
      case 'look_answered':
      case 'talk_answered':
      case 'reply':
        return { label: t('today.act.seen'), onSelect: () => settle.done(item) }
      case 'note_unread':
        return { label: t('today.act.open'), onSelect: open }
      case 'follow_up':
        return { label: t('today.act.done'), onSelect: () => settle.finishFollowUp(item.noteId) }
      case 'action':
        return behind
          ? { label: t('today.act.done'), onSelect: () => settle.finishAction(behind) }
          : { label: t('today.act.open'), onSelect: open }
    }
  }

  const led = findPerson(me, item.person.personId)
  const actions: MenuItem[] = []
  if (!['reply', 'look_answered', 'talk', 'talk_answered'].includes(item.kind))
    actions.push({ label: t('today.act.settle'), onSelect: () => settle.done(item) })
  if (led)
    actions.push(
      { label: t('today.act.person'), onSelect: () => navigate(paths.person(item.person.personId)) },
      { label: t('today.act.note'), onSelect: () => navigate(paths.newNote(item.person.personId)) },
    )
  return (
    <Row
      size="today"
      mark={<TodayMark item={item} />}
      title={subject}
      detail={reason}
      name={`${subject}, ${reason}`}
      to={address}
      action={action()}
      // Somebody who asked to talk is not put off by a swipe.
      {...(item.kind === 'talk' ? {} : { later: { onSelect: () => settle.later(item) } })}
      actions={actions}
    />
  )
}
