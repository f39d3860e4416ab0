import { useState } from 'react'
import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { maySetSeverity, type Severity, severities } from '#shared/escalations/step-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { SeverityChoice } from './severity-choice.tsx'
import { useStep } from './use-step.ts'

type Props = { view: EscalationView; open: boolean; onClose: () => void }

/** Higher is open to everybody who is in it; lower needs a reason and somebody who did not raise it. */
export function SeveritySheet({ view, open, onClose }: Props) {
  const t = useT()
  const take = useStep()
  const [severity, setSeverity] = useState<Severity>()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const relations = new Set(view.relations)
  const wayTo = (to: Severity) => maySetSeverity(view.severity, to, relations)
  const way = severity && wayTo(severity)
  const mayLower = severities.some((one) => wayTo(one) === 'lower')

  async function send() {
    if (!severity || !way) return
    if (way === 'lower' && reason.trim() === '') return setError(t('esc.missing'))
    const input = { escalationId: view.escalationId, severity, reason: reason.trim() || null }
    if (!(await take(escalationsOnPhone.changeSeverity, input, view.version))) return
    setReason('')
    setSeverity(undefined)
    onClose()
  }

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('esc.step.changeSeverity')}
      footer={
        <Button disabled={!way} onClick={() => void send()}>
          {t('raise.save')}
        </Button>
      }
    >
      <div className="stack">
        <p className="text-label text-quiet">{t('esc.severity.how')}</p>
        <SeverityChoice value={severity} onChange={setSeverity} closed={(one) => !wayTo(one)} />
        {!mayLower && <p className="text-label text-quiet">{t('esc.severity.up')}</p>}
        {way === 'lower' && (
          <TextArea
            label={t('esc.severity.reason')}
            value={reason}
            minRows={2}
            maxLength={1000}
            error={error}
            onChange={(text) => {
              setReason(text)
              setError(undefined)
            }}
          />
        )}
      </div>
    </Sheet>
  )
}
