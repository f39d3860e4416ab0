import './meeting.css'
import Lock from 'lucide-react/icons/lock'
import { useId } from 'react'
import { meetingsOnPhone } from '#client/commands/meetings.ts'
import { paths as reviewPaths } from '#client/commands/reviews-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { isCarried } from '#shared/meetings/agenda-rules.ts'
import { tickOf } from '#shared/meetings/contracts.ts'
import type { AgendaItemView, SeriesView } from '#shared/meetings/views.ts'
import { can } from '#shared/policy.ts'

type Props = { item: AgendaItemView; series: SeriesView; onChange: () => void }

/** One item to tick: its words, who added it, whether it was left from last time, and a lock where it is private. */
export function AgendaRow({ item, series, onChange }: Props) {
  const t = useT()
  const me = useMe()
  const enqueue = useEnqueue()
  const toast = useToast()
  const id = useId()
  const { itemId, author, text, isPrivate, source, doneAt } = item
  const own = author.personId === me.person.personId
  const facts = {
    ...{ leadId: series.lead.personId, subjectId: series.subject.personId, teamId: series.teamId },
    ...{ authorId: author.personId, isPrivate },
  }
  const open = series.endedAt === null
  const detail = [
    isCarried(item, series.meetings) && t('meeting.item.carried'),
    source && t(`meeting.item.from.${source.kind}`),
    own ? t('meeting.item.mine') : t('ui.person', { name: author.name }),
    isPrivate && t('meeting.item.private'),
  ]
  const tick = () =>
    void enqueue(meetingsOnPhone.tick, { input: { itemId, done: doneAt === null }, base: null }).catch(() =>
      toast({ text: t('note.failed') }),
    )
  return (
    <li className="meeting-item">
      <input
        id={id}
        type="checkbox"
        className="meeting-check"
        checked={doneAt !== null}
        disabled={!can(actorOf(me), 'agenda.tick', facts)}
        onChange={tick}
      />
      <label htmlFor={id} className="meeting-text">
        <span className={doneAt ? 'meeting-done' : undefined}>{text}</span>
        <span className="beside text-label text-quiet">
          {isPrivate && <Icon icon={Lock} small />}
          {detail.filter(Boolean).join(' · ')}
        </span>
        <SyncLine entity={itemId} />
        <SyncLine entity={tickOf(itemId)} />
      </label>
      {source?.kind === 'review' && (
        <ButtonLink variant="text" size="row" to={reviewPaths.review(source.id)}>
          {t('meeting.item.review')}
        </ButtonLink>
      )}
      {own && open && can(actorOf(me), 'agenda.write', facts) && (
        <Button variant="text" size="row" onClick={onChange}>
          {t('meeting.item.edit')}
        </Button>
      )}
    </li>
  )
}
