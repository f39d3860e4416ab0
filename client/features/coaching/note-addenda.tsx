import './note.css'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { type Form, useForm } from '#client/forms/use-form.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { useDraftKeeper, useKeptForm } from '#client/offline/react/use-draft.ts'
import { Button } from '#client/ui/button.tsx'
import { Part } from '#client/ui/part.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { acknowledgementOf, addAddendumInput } from '#shared/coaching/contracts.ts'
import type { AddendumView, NoteView } from '#shared/coaching/views.ts'
import { can } from '#shared/policy.ts'
import { factsOf } from './note-text.ts'

/** Shows what was added since the note was acknowledged, each with its own acknowledgement, and the author's box for more. */
export function NoteAddenda({ note }: { note: NoteView }) {
  const t = useT()
  const me = useMe()
  const acknowledged = note.acknowledgedAt !== null
  const mayAdd = can(actorOf(me), 'note.addAddendum', { ...factsOf(note), acknowledged })
  if (note.addenda.length === 0 && !mayAdd) return null
  return (
    <Part variant="ruled" level={3} heading={t('note.addenda')}>
      {note.addenda.map((addendum) => (
        <Addendum key={addendum.addendumId} note={note} addendum={addendum} />
      ))}
      {mayAdd && <AddendumBox noteId={note.noteId} name={note.subject.name} />}
    </Part>
  )
}

function Addendum({ note, addendum }: { note: NoteView; addendum: AddendumView }) {
  const t = useT()
  const format = useFormat()
  const me = useMe()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { addendumId, text, at, acknowledgedAt } = addendum
  const { noteId, subject, audience } = note
  const may = can(actorOf(me), 'note.acknowledge', { subjectId: subject.personId, audience })
  async function read() {
    await enqueue(coachingOnPhone.acknowledgeAddendum, { input: { noteId, addendumId }, base: null }).catch(
      () => toast({ text: t('note.failed') }),
    )
  }
  return (
    <div className="note-reply">
      <p className="text-label text-quiet">
        {format.due(at)} ·{' '}
        {acknowledgedAt ? t('note.read', { time: format.due(acknowledgedAt) }) : t('note.unread')}
      </p>
      <p className="text-prose">{text}</p>
      <SyncLine entity={addendumId} />
      <SyncLine entity={acknowledgementOf(addendumId)} />
      {may && acknowledgedAt === null && <Button onClick={() => void read()}>{t('note.ack')}</Button>}
    </div>
  )
}

type Added = { text: string }
const isAdded = (value: unknown): value is Added => typeof (value as Partial<Added> | null)?.text === 'string'

function AddendumBox({ noteId, name }: { noteId: string; name: string }) {
  const draftKey = `addendum:${noteId}`
  const initial = useKeptForm(draftKey, isAdded) ?? { text: '' }
  return <AddendumForm key={initial.text} {...{ noteId, name, draftKey, initial }} />
}

type FormProps = {
  noteId: string
  name: string
  draftKey: string
  initial: Added
  /** The phone keeps it now. */
  onKept?: () => Promise<unknown>
}

/** Asks for an addendum; it is among the others in the frame of the tap. */
export function AddendumForm({ noteId, name, draftKey, initial, onKept }: FormProps) {
  const t = useT()
  const { platform } = useOffline().outbox
  const enqueue = useEnqueue()
  const form: Form<Added, 'text'> = useForm({
    initial,
    read: ({ text }) =>
      readWith(addAddendumInput, { noteId, addendumId: platform.newId(), text }, fieldsNamed(['text'])),
    async send(input, written) {
      form.reset({ text: '' })
      await enqueue(coachingOnPhone.addAddendum, { input, base: null, draftKey }).catch((thrown: unknown) => {
        form.change(written)
        throw thrown
      })
      await onKept?.()
    },
    say: () => t('note.missing.text'),
    refusal: () => ({ field: 'text', text: t('note.failed') }),
  })
  const isEmpty = ({ text }: Added) => text === ''
  useDraftKeeper(draftKey, form.values, form.dirty, { isEmpty })
  useUnsentEdit(form.dirty && !isEmpty(form.values))
  return (
    <div className="note-reply-box">
      <TextArea label={t('note.addendum')} minRows={2} maxLength={16_000} {...form.field('text')} />
      <p className="text-label text-quiet">{t('note.addendum.how', { name })}</p>
      <Button variant="secondary" onClick={() => void form.submit()}>
        {t('note.addendum.send')}
      </Button>
    </div>
  )
}
