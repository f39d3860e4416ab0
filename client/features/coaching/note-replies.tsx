import './note.css'
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { type Form, useForm } from '#client/forms/use-form.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { useDraftKeeper, useKeptForm } from '#client/offline/react/use-draft.ts'
import { Button } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Part } from '#client/ui/part.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { replyInput } from '#shared/coaching/contracts.ts'
import type { NoteView, ReplyView } from '#shared/coaching/views.ts'
import { repliesBefore } from './data.ts'

/** Shows the replies to a note, oldest first, and the box to say something. */
export function NoteReplies({ note, box }: { note: NoteView; box: RefObject<HTMLTextAreaElement | null> }) {
  const t = useT()
  return (
    <Part variant="ruled" level={3} heading={t('note.replies')}>
      {note.olderReplies && <EarlierReplies noteId={note.noteId} before={note.olderReplies} />}
      <ReplyList replies={note.replies} />
      <ReplyBox noteId={note.noteId} box={box} />
    </Part>
  )
}

function ReplyList({ replies }: { replies: readonly ReplyView[] }) {
  const t = useT()
  const format = useFormat()
  return replies.map(({ replyId, author, text, at }) => (
    <div key={replyId} className="note-reply">
      <p className="text-label text-quiet">
        {t('ui.person', { name: author.name })} · {format.due(at)}
      </p>
      <p className="text-prose">{text}</p>
      <SyncLine entity={replyId} />
    </div>
  ))
}

/** The page before a reply, once it is asked for, and the way to the one before that. */
function EarlierReplies({ noteId, before }: { noteId: string; before: string }) {
  const t = useT()
  const [asked, setAsked] = useState(false)
  const query = useQuery({ ...repliesBefore(noteId, before), enabled: asked })
  if (!asked)
    return (
      <Button variant="text" size="row" onClick={() => setAsked(true)}>
        {t('note.replies.earlier')}
      </Button>
    )
  return (
    <Loaded query={query}>
      {({ replies, older }) => (
        <>
          {older && <EarlierReplies noteId={noteId} before={older} />}
          <ReplyList replies={replies} />
        </>
      )}
    </Loaded>
  )
}

type Reply = { text: string }
/** Older releases kept the text alone. */
const isReply = (value: unknown): value is Reply | string =>
  typeof value === 'string' || typeof (value as Partial<Reply> | null)?.text === 'string'

type BoxProps = { noteId: string; box: RefObject<HTMLTextAreaElement | null> }

function ReplyBox({ noteId, box }: BoxProps) {
  const draftKey = `reply:${noteId}`
  const kept = useKeptForm(draftKey, isReply) ?? ''
  const initial = typeof kept === 'string' ? { text: kept } : kept
  return <ReplyForm key={initial.text} {...{ noteId, box, draftKey, initial }} />
}

function ReplyForm({ noteId, box, draftKey, initial }: BoxProps & { draftKey: string; initial: Reply }) {
  const t = useT()
  const { platform } = useOffline().outbox
  const enqueue = useEnqueue()
  const form: Form<Reply, 'text'> = useForm({
    initial,
    read: ({ text }) =>
      readWith(replyInput, { noteId, replyId: platform.newId(), text }, fieldsNamed(['text'])),
    async send(input, written) {
      // It is among the replies in the same frame.
      form.reset({ text: '' })
      await enqueue(coachingOnPhone.reply, { input, base: null, draftKey }).catch((thrown: unknown) => {
        form.change(written)
        throw thrown
      })
    },
    say: () => t('note.missing.text'),
    refusal: () => ({ field: 'text', text: t('note.failed') }),
  })
  const isEmpty = ({ text }: Reply) => text === ''
  useDraftKeeper(draftKey, form.values, form.dirty, { isEmpty })
  useUnsentEdit(form.dirty && !isEmpty(form.values))

  return (
    <div className="note-reply-box">
      <TextArea ref={box} label={t('note.reply')} minRows={2} maxLength={4000} {...form.field('text')} />
      <Button variant="secondary" onClick={() => void form.submit()}>
        {t('note.reply.send')}
      </Button>
    </div>
  )
}
