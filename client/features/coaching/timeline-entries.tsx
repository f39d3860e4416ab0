import ListChecks from 'lucide-react/icons/list-checks'
import { useDeferredValue, useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import {
  type EntryOf,
  type EntryRows,
  mergeNewestFirst,
  type TimelinePart,
  timelineSource,
} from '#client/manifest/timeline.ts'
import { useEntityWork } from '#client/offline/react/offline-context.ts'
import { useSyncMessage } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { AudienceMark } from '#client/ui/marks.tsx'
import { Row } from '#client/ui/row.tsx'
import type { ActionView, NoteView } from '#shared/coaching/views.ts'
import { noteAddress, useCoaching } from './data.ts'
import { KindMark } from './kind-mark.tsx'
import { firstLine, noteRoleOf } from './note-text.ts'
import { type OpenDraft, useOpenDrafts } from './use-draft.ts'
import { VeiledTitle } from './veil.tsx'
import './timeline.css'

/** As many notes as a phone shows; those below come a moment later, so that a tap is answered first. */
const firstNotes = 6

/** What coaching has for a person's timeline. */
interface CoachingEntries {
  draft: { draft: OpenDraft; personId: string }
  note: { note: NoteView }
  action_done: { note: NoteView; action: ActionView; doneAt: string }
  older_notes: OlderProps
}

/** All notes about one person that this reader may see, newest first, and what was begun and not finished. */
function useCoachingEntries(personId: string): TimelinePart<EntryOf<CoachingEntries>> {
  const { notes = [], older = null } = useCoaching(personId).data ?? {}
  const drafts = useOpenDrafts(personId)
  const count = useDeferredValue(notes.length, firstNotes)
  return {
    first: drafts.map((draft) => ({
      kind: 'draft',
      key: draft.draftKey,
      at: new Date(draft.savedAt).toISOString(),
      draft,
      personId,
    })),
    entries: mergeNewestFirst<EntryOf<CoachingEntries>>([
      notes.slice(0, count).map((note) => ({ kind: 'note', key: note.noteId, at: note.createdAt, note })),
      notes.slice(0, count).flatMap(doneOf).sort(newestFirst),
    ]),
    last:
      older && count >= notes.length
        ? [
            {
              kind: 'older_notes',
              key: older,
              at: '',
              personId,
              before: older,
              shown: notes.map(({ noteId }) => noteId),
            },
          ]
        : [],
  }
}

const newestFirst = (left: { at: string }, right: { at: string }) => right.at.localeCompare(left.at)

const doneOf = (note: NoteView): EntryOf<CoachingEntries, 'action_done'>[] =>
  note.actions.flatMap((action) =>
    action.doneAt === null
      ? []
      : [
          {
            ...{ kind: 'action_done', key: `done:${action.actionId}`, at: action.doneAt },
            ...{ note, action, doneAt: action.doneAt },
          },
        ],
  )

const entryRows: EntryRows<CoachingEntries> = {
  draft: ({ draft, personId }) => <DraftRow draft={draft} personId={personId} />,
  note: ({ note }) => <NoteRow note={note} before={null} />,
  action_done: ({ note, action, doneAt }) => <DoneRow {...{ note, action, doneAt }} />,
  older_notes: ({ personId, before, shown }) => (
    <OlderNotes personId={personId} before={before} shown={shown} />
  ),
}

export const coachingTimeline = timelineSource(useCoachingEntries, entryRows, {
  draft: () => ['notes'],
  note: ({ note }) => [note.body.kind === 'recognition' ? 'recognitions' : 'notes'],
  action_done: () => ['actions'],
  // The kinds of older notes are not known before they are read.
  older_notes: () => ['notes', 'actions', 'recognitions'],
})

type OlderProps = {
  personId: string
  before: string
  /** Notes that stand further up already, because they wait for something. */
  shown: readonly string[]
}

/** A button for the page before; then that page, and a button for the one before it. */
function OlderNotes({ personId, before, shown }: OlderProps) {
  const t = useT()
  const [asked, setAsked] = useState(false)
  if (asked) return <OlderPage personId={personId} before={before} shown={shown} />
  return (
    <li className="timeline-older">
      <Button variant="text" onClick={() => setAsked(true)}>
        {t('note.older')}
      </Button>
    </li>
  )
}

function OlderPage({ personId, before, shown }: OlderProps) {
  const query = useCoaching(personId, before)
  if (!query.data)
    return (
      <li>
        <Loaded query={query}>{() => null}</Loaded>
      </li>
    )
  const { notes, older } = query.data
  return (
    <>
      {notes
        .filter(({ noteId }) => !shown.includes(noteId))
        .map((note) => (
          <NoteRow key={note.noteId} note={note} before={before} />
        ))}
      {older && <OlderNotes key={older} personId={personId} before={older} shown={shown} />}
    </>
  )
}

function NoteRow({ note, before }: { note: NoteView; before: string | null }) {
  const t = useT()
  const format = useFormat()
  const reader = useMe().person.personId
  const [shown, setShown] = useState(false)
  const status = useEntityWork(note.noteId)
  const sync = useSyncMessage()(status)
  const noteRole = noteRoleOf(note, reader)
  const title = firstLine(note.body)
  const veiled = note.audience === 'me' && !shown
  const unread = note.audience !== 'me' && note.acknowledgedAt === null
  const unreadAddenda = note.addenda.filter(({ acknowledgedAt }) => acknowledgedAt === null).length
  const parts = [
    t(`note.short.${note.audience}`, { name: noteRole === 'author' ? note.subject.name : note.author.name }),
    sync && status?.state !== 'sent' ? sync : unread && noteRole !== 'manager' ? t('note.unread') : undefined,
    note.addenda.length > 0 && t('note.addenda.n', { n: note.addenda.length, unread: unreadAddenda }),
  ].filter(Boolean)
  const detail = (
    <span className="timeline-detail">
      <AudienceMark audience={note.audience} small />
      <span className="two-lines">{parts.join(' · ')}</span>
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
        : { to: noteAddress(note.noteId, note.subject.personId, before) })}
    />
  )
}

function DoneRow({ note, action, doneAt }: CoachingEntries['action_done']) {
  const t = useT()
  const format = useFormat()
  const day = format.shortDate(doneAt)
  const said = action.comments.flatMap(({ text }) => text ?? [])
  return (
    <Row
      size="middle"
      mark={<Icon icon={ListChecks} />}
      title={action.title}
      detail={<span className="two-lines">{[t('note.action.done', { day }), ...said].join(' · ')}</span>}
      aside={<time className="text-caption">{day}</time>}
      to={noteAddress(note.noteId, note.subject.personId, null)}
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
