import './note.css'
import { type RefObject, useEffect, useState } from 'react'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { readDraft, removeDraft, saveDraft } from '#client/offline/outbox/drafts.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Part } from '#client/ui/part.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import type { NoteView } from '#shared/coaching/views.ts'

/** Milliseconds of writing that an app kill may cost. */
const keepEvery = 400

/** What was said to a note, oldest first, and the box to say something. */
export function NoteReplies({ note, box }: { note: NoteView; box: RefObject<HTMLTextAreaElement | null> }) {
  const t = useT()
  const format = useFormat()
  return (
    <Part look="ruled" level={3} heading={t('note.replies')}>
      {note.replies.map(({ replyId, author, text, at }) => (
        <div key={replyId} className="note-reply">
          <p className="text-label text-quiet">
            {t('ui.person', { name: author.name })} · {format.due(at)}
          </p>
          <p className="text-prose">{text}</p>
          <SyncLine entity={replyId} />
        </div>
      ))}
      <ReplyBox noteId={note.noteId} box={box} />
    </Part>
  )
}

function ReplyBox({ noteId, box }: { noteId: string; box: RefObject<HTMLTextAreaElement | null> }) {
  const t = useT()
  const { outbox } = useOffline()
  const enqueue = useEnqueue()
  const [text, setText] = useState('')
  const [touched, setTouched] = useState(false)
  const [error, setError] = useState<string>()
  const draftKey = `reply:${noteId}`
  useUnsentEdit(touched && text !== '')

  useEffect(() => {
    let wanted = true
    readDraft(outbox, draftKey).then(
      (draft) => {
        const kept = draft?.value
        if (wanted && typeof kept === 'string') setText((now) => now || kept)
      },
      // A draft that cannot be opened leaves an empty box.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [outbox, draftKey])

  useEffect(() => {
    if (!touched) return
    const keep = () => (text ? saveDraft(outbox, draftKey, text) : removeDraft(outbox, draftKey))
    // The text is on the screen all the same.
    const timer = setTimeout(() => void keep().catch(() => undefined), keepEvery)
    return () => clearTimeout(timer)
  }, [outbox, draftKey, text, touched])

  async function send() {
    const said = text.trim()
    if (said === '') {
      setError(t('note.missing.text'))
      box.current?.focus()
      return
    }
    setText('')
    setTouched(false)
    try {
      const input = { noteId, replyId: outbox.platform.newId(), text: said }
      await enqueue(coachingOnPhone.reply, { input, base: null, draftKey })
    } catch {
      setText(text)
      setTouched(true)
      setError(t('note.failed'))
    }
  }

  return (
    <div className="note-reply-box">
      <TextArea
        ref={box}
        label={t('note.reply')}
        value={text}
        minRows={2}
        maxLength={4000}
        error={error}
        onChange={(now) => {
          setText(now)
          setTouched(true)
          setError(undefined)
        }}
      />
      <Button variant="secondary" onClick={() => void send()}>
        {t('note.reply.send')}
      </Button>
    </div>
  )
}
