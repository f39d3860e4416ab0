import { coachingOnPhone } from '#client/commands/coaching.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useDraftKeeper, useKeptForm } from '#client/offline/react/use-draft.ts'
import { useUnsent } from '#client/offline/react/use-unsent.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { type CommentActionInput, commentActionInput, commentOf } from '#shared/coaching/contracts.ts'
import { commentLimit } from '#shared/coaching/rules.ts'
import type { ActionView } from '#shared/coaching/views.ts'
import { useServedComment } from './data.ts'

type Comment = { text: string }
const isComment = (value: unknown): value is Comment =>
  typeof (value as Partial<Comment> | null)?.text === 'string'

type Props = {
  action: ActionView
  /** The note is closed to its reader. */
  inherited: boolean
  onClose: () => void
}

/** Adds one's own comment to an action, or changes it; the words that a phone could not send are there again. */
export default function CommentSheet(props: Props) {
  const { noteId, actionId } = props.action
  const draftKey = `comment:${noteId}:${actionId}`
  const kept = useKeptForm(draftKey, isComment)
  return kept === undefined ? null : <Opened {...props} draftKey={draftKey} kept={kept} />
}

function Opened({
  action,
  inherited,
  onClose,
  draftKey,
  kept,
}: Props & { draftKey: string; kept: Comment | null }) {
  const t = useT()
  const me = useMe()
  const enqueue = useEnqueue()
  const { noteId, actionId, title, comments } = action
  const unsent = useUnsent(coachingOnPhone.commentAction, commentOf(actionId))
  const { refused } = unsent
  const own = comments.find(({ author }) => author.personId === me.person.personId)
  const served = useServedComment(actionId)
  const isConflict = refused?.error?.code === 'CONFLICT'
  // After a conflict it is what the server holds now that is changed, not what this phone shows over it.
  const base = isConflict ? (served?.version ?? null) : refused ? refused.base : (own?.version ?? null)
  const meanwhile = isConflict && served?.version !== refused.base ? served?.text : undefined
  const later = unsent.commands.filter(({ seq }) => refused && seq > refused.seq)
  const written = [refused, ...later].findLast((command) => command?.input)?.input
  const initial = kept ?? { text: (written ? written.text : own?.text) ?? '' }
  const form = useForm({
    initial,
    read: ({ text }) =>
      readWith(
        commentActionInput,
        { noteId, actionId, text: text.trim() === '' && own?.text ? null : text },
        fieldsNamed(['text']),
      ),
    async send(input) {
      end()
      await put(input).catch((thrown: unknown) => {
        resume()
        throw thrown
      })
    },
    say: (_, fault) => t(fault === 'missing' ? 'note.missing.text' : 'note.refused.text'),
    refusal: () => ({ field: 'text', text: t('note.failed') }),
    changed: kept !== null,
  })
  const isEmpty = ({ text }: Comment) => text === ''
  const { end, resume } = useDraftKeeper(draftKey, form.values, form.dirty, { isEmpty })
  useUnsentEdit(form.dirty)

  async function put(input: CommentActionInput) {
    if (!refused) return await enqueue(coachingOnPhone.commentAction, { input, base, draftKey })
    // What was written on top of it is in the form already, and would come after it once more.
    for (const { commandId } of later.toReversed()) await unsent.discard(commandId)
    return await unsent.replace(refused.commandId, input, { base, draftKey })
  }

  async function save() {
    if (await form.submit()) onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t(own?.text ? 'note.comment.change' : 'note.comment.add')}
      footer={
        <Button disabled={form.busy} onClick={() => void save()}>
          {t('note.comment.save')}
        </Button>
      }
    >
      <div className="stack">
        <p className="text-label text-quiet">{t('note.comment.on', { title })}</p>
        {meanwhile && (
          <div>
            <p className="text-label text-strong">{t('note.comment.meanwhile')}</p>
            <p className="text-prose">{meanwhile}</p>
          </div>
        )}
        <TextArea
          label={t('note.comment.text')}
          minRows={2}
          maxLength={commentLimit}
          hint={own?.text ? t('note.comment.takeBack') : undefined}
          {...form.field('text')}
        />
        <p className="text-label text-quiet">{t(inherited ? 'note.comment.own' : 'note.comment.readers')}</p>
      </div>
    </Sheet>
  )
}
