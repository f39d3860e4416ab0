import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useEntityWork } from '#client/offline/offline-context.ts'
import { useSyncWords } from '#client/offline/sync-line.tsx'
import { AudienceMark } from '#client/ui/marks.tsx'
import { Row } from '#client/ui/row.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { CoachingView, NoteView } from '#shared/coaching.ts'
import { noteAddress } from './data.ts'
import { KindMark } from './kind-mark.tsx'
import { firstLine, standingOf } from './note-words.ts'
import { type OpenDraft, useOpenDrafts } from './use-draft.ts'
import { VeiledTitle } from './veil.tsx'
import './timeline.css'

/** All notes about one person that this reader may see, newest first, and above them what was begun and not finished. */
export function Timeline({ view, empty }: { view: CoachingView; empty: string }) {
  const { personId } = view.person
  const drafts = useOpenDrafts(personId)
  if (view.notes.length === 0 && drafts.length === 0) return <EmptyState text={empty} />
  return (
    <ul>
      {drafts.map((draft) => (
        <DraftRow key={draft.draftKey} draft={draft} personId={personId} />
      ))}
      {view.notes.map((note) => (
        <NoteRow key={note.noteId} note={note} />
      ))}
    </ul>
  )
}

function NoteRow({ note }: { note: NoteView }) {
  const t = useT()
  const format = useFormat()
  const reader = useMe().person.personId
  const [shown, setShown] = useState(false)
  const status = useEntityWork(note.noteId)
  const sync = useSyncWords()(status)
  const standing = standingOf(note, reader)
  const title = firstLine(note.body)
  const veiled = note.audience === 'me' && !shown
  const unread = note.audience !== 'me' && note.acknowledgedAt === null
  const words = [
    t(`note.short.${note.audience}`, { name: standing === 'author' ? note.subject.name : note.author.name }),
    sync && status?.state !== 'sent' ? sync : unread && standing !== 'manager' ? t('note.unread') : undefined,
  ].filter(Boolean)
  const detail = (
    <span className="timeline-detail">
      <AudienceMark audience={note.audience} small />
      <span className="one-line">{words.join(' · ')}</span>
    </span>
  )
  return (
    <Row
      size="middle"
      mark={<KindMark kind={note.body.kind} />}
      title={veiled ? <VeiledTitle text={title} /> : title}
      name={veiled ? t('note.short.me', { name: '' }) : title}
      detail={detail}
      aside={<time className="text-caption">{format.shortDate(note.createdAt)}</time>}
      {...(veiled
        ? { onOpen: () => setShown(true) }
        : { to: noteAddress(note.noteId, note.subject.personId) })}
    />
  )
}

function DraftRow({ draft, personId }: { draft: OpenDraft; personId: string }) {
  const t = useT()
  const format = useFormat()
  const { form, draftKey, savedAt } = draft
  const point = draftKey.split(`${personId}:`, 2)[1]
  return (
    <Row
      size="middle"
      mark={<KindMark kind={form.kind} />}
      title={t('note.draft.open')}
      detail={t('note.draft.kept')}
      aside={<time className="text-caption">{format.shortDate(savedAt)}</time>}
      to={{
        pathname: paths.newNote(personId),
        ...(point ? { search: `?${new URLSearchParams({ draft: point })}` } : {}),
      }}
    />
  )
}
