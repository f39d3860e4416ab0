import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { TodayItem } from '#shared/today/kinds.ts'

/** An address of the router: a path, or a path with a question. */
export type Address = { pathname: string; search?: string }

/** Who the row is about, and why it is there: nouns only. */
export function useRowWords() {
  const t = useT()
  const format = useFormat()
  const me = useMe().person.personId
  /** Overdue is said in words, not only by the mark. */
  const when = (dueOn: string) => {
    const days = format.daysFromToday(dueOn)
    return days < 0 ? t('today.overdue', { n: -days }) : format.relativeDay(dueOn)
  }
  return (item: TodayItem): { subject: string; reason: string } => {
    const subject = t('ui.person', { name: item.person.name })
    switch (item.kind) {
      case 'signal': {
        const { kind, metric, x, n } = item.signal
        const key = kind === 'recovery' ? 'today.row.recovery' : 'today.row.signal'
        return { subject, reason: t(key, { metric, xOfN: format.xOfN(x, n) }) }
      }
      case 'look':
        return { subject, reason: t('today.row.look', { ago: format.ago(item.at) }) }
      case 'look_answered':
        return { subject, reason: t(`today.row.look.${item.status}`) }
      case 'note_to_read':
        return { subject, reason: t(item.recognition ? 'today.row.recognition' : 'today.row.note') }
      case 'note_unread':
        return { subject, reason: t('today.row.unread', { n: item.days }) }
      case 'reply':
        return { subject, reason: t('today.row.reply', { ago: format.ago(item.at) }) }
      case 'follow_up':
        return {
          subject,
          reason: t('today.row.followUp', { day: when(item.dueOn) }),
        }
      case 'action': {
        const day = when(item.dueOn)
        const late = format.daysFromToday(item.dueOn) < 0
        // One's own is called by what it is; what one does for somebody by who that is.
        if (item.person.personId === me)
          return { subject: item.title, reason: t('today.row.mine', { day, late }) }
        return { subject, reason: t('today.row.action', { day, late, title: item.title }) }
      }
      case 'talk':
        return { subject, reason: t('today.row.talk', { ago: format.ago(item.at) }) }
      case 'talk_answered':
        return { subject, reason: t(`today.row.talk.${item.answer}`) }
      case 'escalation': {
        const { title: reference, childSafety } = item
        const title = childSafety ? t('today.row.escalation.child', { reference }) : reference
        if (item.why === 'decide' || item.why === 'routed')
          return { subject: title, reason: `${t(`today.row.escalation.${item.why}`)} · ${subject}` }
        const left = format.duration(Math.abs(Date.parse(item.dueAt ?? item.at) - Date.now()))
        return { subject: title, reason: t(`today.row.escalation.${item.why}`, { left }) }
      }
      case 'check_in_shared':
        return { subject, reason: t('today.row.shared') }
      case 'check_in_due':
        return { subject: t('today.row.checkIn'), reason: t('today.row.checkIn.optional') }
    }
  }
}

/** Where the row leads. A note says whose it is where that is known. */
export function addressOf(item: TodayItem, me: string): Address {
  const note = (noteId: string, of?: string) => ({
    pathname: paths.note(noteId),
    ...(of ? { search: `?of=${of}` } : {}),
  })
  switch (item.kind) {
    case 'signal':
      return { pathname: paths.person(item.person.personId) }
    case 'look':
    case 'look_answered':
      return { pathname: paths.case(item.auditId) }
    case 'note_to_read':
      return note(item.noteId, me)
    case 'reply':
      return note(item.noteId)
    case 'talk':
    case 'talk_answered':
      return { pathname: paths.talks }
    case 'check_in_shared':
      return { pathname: paths.sharedCheckIns(item.person.personId) }
    case 'check_in_due':
      return { pathname: paths.checkIn }
    case 'escalation':
      return {
        pathname: paths.escalation(item.escalationId),
        ...(item.why === 'decide' ? { search: '?decide' } : {}),
      }
    default:
      return note(item.noteId, item.person.personId)
  }
}

/** The editor with the signal as its point; a recovery begins as recognition. */
export function coachingAddress({ signal }: Extract<TodayItem, { kind: 'signal' }>): Address {
  const { personId, metric, from, to, x, n, kind } = signal
  const search = new URLSearchParams({ metric, from, to, x: String(x), n: String(n) })
  if (kind === 'recovery') search.set('kind', 'recognition')
  return { pathname: paths.newNote(personId), search: `?${search}` }
}
