import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { fieldsNamed, readWith, withFaults } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { changeSeverityInput } from '#shared/escalations/contracts.ts'
import { maySetSeverity, type Severity, severities } from '#shared/escalations/step-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { addressFaults } from './address-faults.ts'
import { SeverityChoice } from './severity-choice.tsx'
import { useStepForm } from './use-step-form.ts'

type Props = { view: EscalationView; open: boolean; onClose: () => void }

/** Higher is open to everybody who is in it; lower needs a reason and somebody who did not raise it. */
export function SeveritySheet({ view, open, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const relations = new Set(view.relations)
  const wayTo = (to: Severity | null) => to && maySetSeverity(view.severity, to, relations)
  const mayLower = severities.some((severity) => wayTo(severity) === 'lower')
  const form = useStepForm({
    onClose,
    initial: { severity: null as Severity | null, reason: '' },
    read: ({ severity, reason: text }) => {
      const reason = text.trim() || null
      return withFaults(
        {
          ...(view.category === 'child_safety' && reason ? addressFaults({ reason }) : {}),
          ...(wayTo(severity) === 'lower' && !reason ? { reason: 'missing' as const } : {}),
        },
        readWith(
          changeSeverityInput,
          { escalationId: view.escalationId, severity, reason },
          fieldsNamed(['severity', 'reason']),
        ),
      )
    },
    send: (input) => enqueue(escalationsOnPhone.changeSeverity, { input, base: view.version }),
  })
  const { severity } = form.values
  const way = wayTo(severity)

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('esc.step.changeSeverity')}
      footer={
        <Button disabled={!way} onClick={() => void form.submit()}>
          {t('raise.save')}
        </Button>
      }
    >
      <div className="stack">
        <p className="text-label text-quiet">{t('esc.severity.how')}</p>
        <SeverityChoice
          value={severity ?? undefined}
          onChange={(chosen) => form.change({ severity: chosen })}
          closed={(item) => !wayTo(item)}
        />
        {!mayLower && <p className="text-label text-quiet">{t('esc.severity.up')}</p>}
        {way === 'lower' && (
          <TextArea label={t('esc.severity.reason')} minRows={2} maxLength={1000} {...form.field('reason')} />
        )}
      </div>
    </Sheet>
  )
}
