import './me.css'
import { workMessage } from '#client/commands/work-message.ts'
import { type Translate, useFormat, useT } from '#client/lib/i18n.ts'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { OutboxError } from '#client/offline/outbox/outbox-record.ts'
import { retry } from '#client/offline/outbox/parked-work.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { isErrorCode } from '#shared/core/errors.ts'

/** Reasons that say more than their code does. */
const reasons = [
  'nobody_can_decide',
  'redirect_needs_approver',
  'subject_could_decide',
  'lowering_needs_approver',
  'own_overdue',
  'command_too_old',
  'nobody_confirms',
  'asked_already',
  'too_large',
  'no_lead',
  'entry_newer',
] as const

function problem(t: Translate, { code, details }: OutboxError): string {
  const reason = reasons.find((known) => known === details.reason)
  if (reason) return t(`unsent.refused.${reason}`)
  return isErrorCode(code) ? t(`error.${code}`) : t(`unsent.error.${code}`)
}

/** The server no longer knows whether it was applied: it is written anew, or thrown away. */
const isTooOld = ({ details }: OutboxError): boolean => details.reason === 'command_too_old'

function status(t: Translate, { state, error }: PendingCommand): string {
  if (error) return problem(t, error)
  return state === 'sending' ? t('sync.sending') : t('sync.local')
}

/** One unsent change: what it is, where it stands in words, and what can be done about it. */
export function WorkRow({ command, onDiscard }: { command: PendingCommand; onDiscard: () => void }) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const { outbox, registry } = useOffline()
  const known = registry.find(command.name)
  const opened = command.readable ? known?.open(command.input) : undefined
  const editPath = opened?.editor
  const parked = command.state === 'attention'
  // Another try does not help a change that waits for another one, for an update of the app, or that was written on top
  // of what is there no longer.
  const hopeless = ['DEPENDS', 'APP_TOO_OLD', 'CONFLICT'].includes(command.error?.code ?? '')
  const mayRetry = parked && !hopeless && !(command.error && isTooOld(command.error))
  // Where they were written may be closed to their writer by now.
  const text = parked ? opened?.text : null
  const again = () => retry(outbox, command.commandId).catch(() => toast({ text: t('unsent.changed') }))

  async function copy() {
    try {
      await navigator.clipboard.writeText(text ?? '')
      toast({ text: t('unsent.copied') })
    } catch {
      toast({ text: t('unsent.notCopied') })
    }
  }

  return (
    <li className="me-work-item">
      <p className="text-strong">{t(workMessage(known))}</p>
      <p className="text-label">{status(t, command)}</p>
      <p className="text-label text-quiet">
        {t('unsent.written', { time: format.dateTime(command.claimedAt) })}
      </p>
      {text && <p className="text-prose">{text}</p>}
      {command.state !== 'sending' && (
        <div className="cluster">
          {mayRetry && (
            <Button variant="secondary" size="row" onClick={() => void again()}>
              {t('unsent.retry')}
            </Button>
          )}
          {parked && editPath && (
            <ButtonLink variant="secondary" size="row" to={editPath}>
              {t('unsent.edit')}
            </ButtonLink>
          )}
          {text && (
            <Button variant="secondary" size="row" onClick={() => void copy()}>
              {t('unsent.copy')}
            </Button>
          )}
          <Button variant="text" size="row" onClick={onDiscard}>
            {t('unsent.discard')}
          </Button>
        </div>
      )}
    </li>
  )
}
