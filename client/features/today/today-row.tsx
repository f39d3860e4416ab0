import { useNavigate } from 'react-router'
import { findPerson } from '#client/lib/me.ts'
import { markOpened } from '#client/lib/opened-rows.ts'
import { paths } from '#client/lib/paths.ts'
import { kindOf, type RowActs, type RowKinds } from '#client/manifest/today-rows.ts'
import type { MenuItem } from '#client/ui/menu.tsx'
import { Row } from '#client/ui/row.tsx'
import type { TodayItem } from '#shared/today/kinds.ts'
import { isUnread, RowDetail, rowMessage, useRowReader } from './use-row-reader.tsx'
import type { SettleToday } from './use-settle.ts'

type Props = {
  item: TodayItem
  kinds: RowKinds
  settle: SettleToday
  onAnswerTalk: RowActs['answerTalk']
}

/** Why something waits, and the one step that it asks for. */
export function TodayRow({ item, kinds, settle, onAnswerTalk }: Props) {
  const reader = useRowReader()
  const navigate = useNavigate()
  const { t, me, format } = reader
  const kind = kindOf(kinds, item)
  const message = rowMessage(kinds, item, reader)
  const address = kind.address(item, me.person.personId)
  const opening = () => markOpened(item.key)
  const go = (to: typeof address) => void navigate(to)
  const open = () => {
    opening()
    go(address)
  }
  const step = kind.useButton(item, { open, go, settle, answerTalk: onAnswerTalk }, reader)
  const unread = isUnread(kinds, item)
  const isRead = kind.read?.(item) === true && !unread
  const button = isRead ? { label: t('today.act.done'), onSelect: () => settle.done(item) } : step

  const { personId } = item.person
  // A swipe takes the first of them.
  const times = kind.waits ? settle.laterTimes().slice(1) : []
  const actions: MenuItem[] = times.map((until) => ({
    label: t('today.act.later', { time: format.due(until) }),
    onSelect: () => settle.later(item, until),
  }))
  if (kind.settles && !unread && !isRead)
    actions.push({ label: t('today.act.settle'), onSelect: () => settle.done(item) })
  if (findPerson(me, personId))
    actions.push(
      { label: t('today.act.person'), onSelect: () => navigate(paths.person(personId)) },
      { label: t('today.act.note'), onSelect: () => navigate(paths.newNote(personId)) },
    )
  return (
    <Row
      size="today"
      mark={kind.mark(item, format)}
      title={message.subject}
      detail={<RowDetail {...message} />}
      name={message.whole}
      to={address}
      onOpen={opening}
      action={button}
      {...(kind.waits ? { later: { onSelect: () => settle.later(item) } } : {})}
      actions={actions}
    />
  )
}
