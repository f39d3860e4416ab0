import './note.css'
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useRef } from 'react'
import { Navigate, useLocation, useNavigate, useParams } from 'react-router'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, findPerson, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { acknowledgementOf } from '#shared/coaching/contracts.ts'
import { isCorrectiveNote } from '#shared/coaching/corrective-rules.ts'
import type { NoteView } from '#shared/coaching/views.ts'
import { can } from '#shared/policy.ts'
import { ActionRow } from './action-rows.tsx'
import { useInheritedPlace } from './closed-note.ts'
import { useNote } from './data.ts'
import { FollowUpLine } from './follow-up-line.tsx'
import { NoteAddenda } from './note-addenda.tsx'
import { NoteEvidence } from './note-evidence.tsx'
import { NoteReplies } from './note-replies.tsx'
import { NoteRevisions } from './note-revisions.tsx'
import { noteRoleOf, partsOf } from './note-text.ts'
import { ReadersLine } from './readers-line.tsx'
import { Veil } from './veil.tsx'

/** One note: what was seen, what was agreed, and what the person says to it. */
export function NotePage() {
  const t = useT()
  const navigate = useNavigate()
  const me = useMe()
  const { noteId = '' } = useParams()
  const { search } = useLocation()
  const edit = `${paths.editNote(noteId)}${search}`
  const query = useNote(noteId)
  const note = query.data?.found
  const inherited = useInheritedPlace(noteId)
  const mine = note && noteRoleOf(note, me.person.personId) === 'author'
  const replyBox = useRef<HTMLTextAreaElement>(null)
  const more = [
    ...(mine ? [{ label: t('note.edit'), onSelect: () => navigate(edit) }] : []),
    ...(mine && note.audience !== 'me'
      ? [{ label: t('handover.title'), onSelect: () => navigate(paths.handover(note.teamId)) }]
      : []),
    { label: t('raise.title'), onSelect: () => navigate(paths.raise({ note: noteId })) },
  ]
  const back = {
    author: note ? paths.person(note.subject.personId) : paths.today,
    subject: `${paths.record}?part=notes`,
    manager:
      note && findPerson(me, note.subject.personId) ? paths.person(note.subject.personId) : paths.today,
  }
  // The note is closed to who inherited its actions: what they wrote on one of them leads to where those are.
  if (query.error && inherited) return <Navigate to={inherited} replace />
  return (
    <DetailPage
      title={t('note.title')}
      back={note ? back[noteRoleOf(note, me.person.personId)] : paths.today}
      more={more}
      asOf={query.dataUpdatedAt || undefined}
      dock={note && <Acknowledge note={note} onReply={() => replyBox.current?.focus()} />}
    >
      <Loaded query={query} notFound={t('note.gone')}>
        {({ found, served }) => <NoteContent note={found} served={served} edit={edit} replyBox={replyBox} />}
      </Loaded>
    </DetailPage>
  )
}

function NoteContent({
  note,
  served,
  edit,
  replyBox,
}: {
  note: NoteView
  /** As the server last said it: only that has a history. */
  served: NoteView | undefined
  /** Where its author changes it. */
  edit: string
  replyBox: RefObject<HTMLTextAreaElement | null>
}) {
  const t = useT()
  const format = useFormat()
  const me = useMe()
  const noteRole = noteRoleOf(note, me.person.personId)
  const kind = t(`note.kind.${note.body.kind}`)
  return (
    <article>
      <ReadersLine note={note} />
      <header className="note-head">
        <Heading level={2} variant="heading">
          {noteRole === 'author'
            ? `${t('ui.person', { name: note.subject.name })} · ${kind}`
            : t('note.by', { name: note.author.name, kind })}
        </Heading>
        <p className="text-label text-quiet">
          {format.date(note.createdAt)}
          {note.audience !== 'me' &&
            ` · ${note.acknowledgedAt ? t('note.read', { time: format.due(note.acknowledgedAt) }) : t('note.unread')}`}
        </p>
        {noteRole === 'author' && <StillToCome note={note} />}
        <SyncLine entity={note.noteId} edit={edit} />
        <SyncLine entity={acknowledgementOf(note.noteId)} />
      </header>
      <Veil veiled={note.audience === 'me'}>
        <div className="note-body stack">
          {partsOf(note.body).map(({ field, text }) => (
            <section key={field}>
              {field !== 'text' && (
                <Heading level={3} variant="label">
                  {t(`note.field.${field}`)}
                </Heading>
              )}
              <p className="text-prose">{text}</p>
            </section>
          ))}
        </div>
        <NoteEvidence note={note} />
        {note.actions.length > 0 && (
          <Part variant="ruled" level={3} heading={t('note.actions')}>
            <ul>
              {note.actions.map((action) => (
                <ActionRow key={action.actionId} action={action} note={note} />
              ))}
            </ul>
          </Part>
        )}
      </Veil>
      <NoteAddenda note={note} />
      {note.followUpOn && <FollowUpLine note={note} mine={noteRole === 'author'} />}
      <EffectRow note={note} />
      {note.audience !== 'me' && <NoteReplies note={note} box={replyBox} />}
      {served && <NoteRevisions note={served} />}
    </article>
  )
}

/** Leads to what came after, once its follow-up is due, where the reader may read the person's figures. */
function EffectRow({ note }: { note: NoteView }) {
  const t = useT()
  const me = useMe()
  const { timeZone } = useFormat()
  const { search } = useLocation()
  const { noteId, teamId, subject, criterion, followUpOn, followedUpAt } = note
  const zone = me.teams.find((team) => team.teamId === teamId)?.zone ?? timeZone
  const isDue = followUpOn !== null && followUpOn <= calendarDay(Date.now(), zone)
  const mayRead = can(actorOf(me), 'case.read', { analystId: subject.personId, teamId })
  if (!criterion || !mayRead || !(isDue || followedUpAt)) return null
  return (
    <ul>
      <Row
        title={t('note.effect')}
        detail={t('note.effect.detail')}
        to={{ pathname: paths.noteEffect(noteId), search }}
      />
    </ul>
  )
}

/** Says to who wrote it when a note that waits for the person's working hours reaches them, as the editor did. */
function StillToCome({
  note: { subject, audience, body, criterion, createdAt, acknowledgedAt },
}: {
  note: NoteView
}) {
  const t = useT()
  const format = useFormat()
  const waits =
    audience !== 'me' &&
    acknowledgedAt === null &&
    isCorrectiveNote({ kind: body.kind, hasCriterion: criterion !== null })
  const { data } = useQuery({
    ...trpc.checkIns.delivery.queryOptions({ personId: subject.personId, writtenAt: createdAt }),
    enabled: waits,
  })
  if (!waits || !data?.notBefore) return null
  return <p className="text-label">{t('note.delivery', { time: format.due(data.notBefore) })}</p>
}

/** For the person: read, which is not agreed; and beside it, of equal weight, to say something. */
function Acknowledge({ note, onReply }: { note: NoteView; onReply: () => void }) {
  const t = useT()
  const me = useMe()
  const enqueue = useEnqueue()
  const toast = useToast()
  const { noteId, version, audience, subject, body } = note
  const may = can(actorOf(me), 'note.acknowledge', { subjectId: subject.personId, audience })
  if (!may || note.acknowledgedAt !== null) return null

  async function read() {
    await enqueue(coachingOnPhone.acknowledge, { input: { noteId, noteVersion: version }, base: null }).catch(
      () => toast({ text: t('note.failed') }),
    )
  }

  return (
    <Dock>
      <div className="note-acknowledge">
        {/* Nobody has to agree to praise. */}
        {body.kind !== 'recognition' && <p className="text-label text-quiet">{t('note.ack.hint')}</p>}
        <div className="note-answers">
          <Button variant="secondary" onClick={onReply}>
            {t('note.reply')}
          </Button>
          <Button onClick={() => void read()}>{t('note.ack')}</Button>
        </div>
      </div>
    </Dock>
  )
}
