import './inbox.css'
import { inboxOnPhone } from '#client/commands/inbox.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import type { AddressOf, NotificationMarks } from '#client/manifest/notifications.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { useNow } from '#client/ui/use-now.ts'
import type { InboxItem } from '#shared/inbox/views.ts'
import { useInbox } from './data.ts'

type Kinds = { marks: NotificationMarks; addressOf: AddressOf }

/** Lists the reader's notifications, unread first; the other way to what a push says that it is there. */
export function InboxPage(kinds: Kinds) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const query = useInbox()
  const unread = query.data?.items.filter(({ readAt }) => readAt === null) ?? []

  function readAll() {
    const inboxIds = unread.map(({ inboxId }) => inboxId)
    enqueue(inboxOnPhone.read, { input: { inboxIds }, base: null }).catch(() =>
      toast({ text: t('inbox.notKept') }),
    )
  }

  return (
    <DetailPage
      title={t('inbox.title')}
      back={paths.today}
      asOf={query.dataUpdatedAt || undefined}
      more={unread.length > 0 ? [{ label: t('inbox.readAll'), onSelect: readAll }] : []}
    >
      <Loaded query={query} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState text={t('inbox.empty')} />
          ) : (
            <>
              <NotificationGroup heading={t('inbox.unread')} items={unread} {...kinds} />
              <NotificationGroup
                heading={t('inbox.earlier')}
                items={items.filter(({ readAt }) => readAt !== null)}
                {...kinds}
              />
            </>
          )
        }
      </Loaded>
    </DetailPage>
  )
}

function NotificationGroup({
  heading,
  items,
  ...kinds
}: Kinds & { heading: string; items: readonly InboxItem[] }) {
  useNow(60_000)
  return (
    <RowGroup heading={heading} limit={20}>
      {items.map((item) => (
        <NotificationRow key={item.inboxId} item={item} {...kinds} />
      ))}
    </RowGroup>
  )
}

/** Returns what happened and to what. */
function useTitle({ kind, event, subject, about }: InboxItem): string {
  const t = useT()
  const format = useFormat()
  const what = t(event ? `esc.event.${event}` : `inbox.kind.${kind}`)
  if (subject) return t('inbox.about', { what, subject })
  if (!about) return what
  const { person, since, noteKind } = about
  const day = format.shortDate(since)
  if (noteKind && kind === 'note_shared') {
    const note = t(`note.kind.${noteKind}`)
    return t('inbox.about.noteShared', { name: person.name, note, day })
  }
  switch (kind) {
    case 'note_handover':
      return t(noteKind ? 'inbox.about.handover' : 'inbox.about.takenOver', { name: person.name, day })
    case 'note_replied':
      return t(noteKind ? 'inbox.about.ownNote' : 'inbox.about.note', { name: person.name, day })
    case 'talk_requested':
      return t('inbox.about.talk', { name: person.name, day })
    case 'talk_offered':
      return t('inbox.about.talkOffer', { name: person.name, day })
    case 'talk_answered':
      return t('inbox.about.talkAnswer', { name: person.name, day })
    default:
      return what
  }
}

/** Says what happened, to what, and by whom; where the reader may not see the thing today, its kind alone. */
function NotificationRow({ item, marks, addressOf }: Kinds & { item: InboxItem }) {
  const t = useT()
  const format = useFormat()
  const title = useTitle(item)
  const who = item.by ? t('ui.person', { name: item.by.name }) : undefined
  return (
    <Row
      size="middle"
      mark={marks[item.kind]}
      title={<span className={item.readAt === null ? 'inbox-unread' : 'inbox-read'}>{title}</span>}
      name={title}
      detail={[who, format.ago(item.at)].filter(Boolean).join(' · ')}
      to={addressOf(item)}
    />
  )
}
