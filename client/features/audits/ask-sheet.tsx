import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { auditsOnPhone } from '#client/commands/audits.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'

type Props = { auditId: string; open: boolean; onClose: () => void }

/** The analyst doubts the judgement on a case. Closing keeps what was written. */
export function AskSheet({ auditId, open, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  useUnsentEdit(reason.trim() !== '')

  async function send() {
    if (reason.trim() === '') return setError(t('look.reason.missing'))
    try {
      await enqueue(auditsOnPhone.askAnotherLook, {
        base: null,
        input: { lookId: uuidv7(), auditId, reason },
      })
      setReason('')
      onClose()
    } catch {
      setError(t('look.failed'))
    }
  }

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('look.ask')}
      footer={<Button onClick={() => void send()}>{t('look.send')}</Button>}
    >
      <TextArea
        label={t('look.reason')}
        hint={t('look.ask.hint')}
        error={error}
        value={reason}
        maxLength={2000}
        onChange={(text) => {
          setReason(text)
          setError(undefined)
        }}
      />
    </Sheet>
  )
}
