import './case.css'
import { useState } from 'react'
import { auditsOnPhone } from '#client/commands/audits.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import type { AnswerAnotherLookInput } from '#shared/audits/contracts.ts'
import type { CaseView, LookView } from '#shared/audits/views.ts'

type Status = AnswerAnotherLookInput['status']
type Props = { view: CaseView; look: LookView; open: boolean; onClose: () => void }

/** The lead keeps the verified decision or changes it, always with a reason. Closing keeps what was written. */
export function AnswerSheet({ view, look, open, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const [status, setStatus] = useState<Status>()
  const [answer, setAnswer] = useState('')
  const [error, setError] = useState<string>()
  useUnsentEdit(answer.trim() !== '')

  async function send() {
    if (!status || answer.trim() === '') return setError(t('look.answer.missing'))
    try {
      await enqueue(auditsOnPhone.answerAnotherLook, {
        // A request of this phone that is not sent yet has no version; whose it is cannot be who answers.
        base: look.version > 0 ? look.version : null,
        input: { lookId: look.lookId, status, answer },
      })
      setAnswer('')
      onClose()
    } catch {
      setError(t('look.failed'))
    }
  }

  const effects = {
    kept: () => t('look.effect.kept', { verified: view.verifiedDecision ?? t('case.unknown') }),
    changed: () => t('look.effect.changed', { decision: view.decision }),
  }
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('look.answer.title')}
      footer={<Button onClick={() => void send()}>{t('look.send')}</Button>}
    >
      <div className="stack">
        <p className="text-prose case-look-reason">{look.reason}</p>
        <div>
          <ChipGroup<Status>
            label={t('look.answer.choice')}
            value={status}
            onChange={(next) => {
              setStatus(next)
              setError(undefined)
            }}
            options={[
              { value: 'kept', label: t('look.answer.kept') },
              { value: 'changed', label: t('look.answer.changed') },
            ]}
          />
          <p className="text-label text-quiet case-look-effect" aria-live="polite">
            {status && effects[status]()}
          </p>
        </div>
        <TextArea
          label={t('look.answer.reason')}
          error={error}
          value={answer}
          maxLength={2000}
          onChange={(text) => {
            setAnswer(text)
            setError(undefined)
          }}
        />
      </div>
    </Sheet>
  )
}
