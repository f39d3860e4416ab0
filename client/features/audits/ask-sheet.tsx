import { v7 as uuidv7 } from 'uuid'
import { auditsOnPhone } from '#client/commands/audits.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { askAnotherLookInput } from '#shared/audits/contracts.ts'

type Props = { auditId: string; open: boolean; onClose: () => void }

/** The analyst doubts the judgement on a case. Closing keeps what was written. */
export function AskSheet({ auditId, open, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const initial = { reason: '' }
  const form = useForm({
    initial,
    read: ({ reason }) =>
      readWith(askAnotherLookInput, { lookId: uuidv7(), auditId, reason }, fieldsNamed(['reason'])),
    send: (input) => enqueue(auditsOnPhone.askAnotherLook, { input, base: null }),
    say: () => t('recheck.reason.missing'),
    refusal: () => ({ field: 'reason', text: t('recheck.failed') }),
  })
  useUnsentEdit(form.dirty)

  async function send() {
    if (!(await form.submit())) return
    form.reset(initial)
    onClose()
  }

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('recheck.ask')}
      footer={<Button onClick={() => void send()}>{t('recheck.send')}</Button>}
    >
      <TextArea
        label={t('recheck.reason')}
        hint={t('recheck.ask.hint')}
        maxLength={2000}
        {...form.field('reason')}
      />
    </Sheet>
  )
}
