import { v7 as uuidv7 } from 'uuid'
import { reviewsOnPhone } from '#client/commands/reviews.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { replyInput } from '#shared/reviews/contracts.ts'

type Props = { reviewId: string; criterionId: string; label: string; onClose: () => void }

/** Says something on one line of a review. */
export function ReplySheet({ reviewId, criterionId, label, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const form = useForm({
    initial: { text: '' },
    read: ({ text }) =>
      readWith(replyInput, { replyId: uuidv7(), reviewId, criterionId, text }, fieldsNamed(['text'])),
    send: (input) => enqueue(reviewsOnPhone.reply, { input, base: null }),
    say: () => t('reviewReply.missing'),
    refusal: () => ({ field: 'text', text: t('reviewReply.failed') }),
  })
  useUnsentEdit(form.dirty)
  async function send() {
    if (await form.submit()) onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('reviewReply.title')}
      footer={<Button onClick={() => void send()}>{t('reviewReply.send')}</Button>}
    >
      <div className="stack">
        <p className="text-strong">{label}</p>
        <TextArea label={t('reviewReply.text')} minRows={3} maxLength={1000} {...form.field('text')} />
      </div>
    </Sheet>
  )
}
