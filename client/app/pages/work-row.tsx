import { type Translate, useFormat, useT } from '#client/lib/i18n.ts'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { OutboxError } from '#client/offline/outbox/outbox-record.ts'
import { retry } from '#client/offline/outbox/parked-work.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { isErrorCode } from '#shared/core/errors.ts'
import { workItem } from './work-items.ts'

const problem = (t: Translate, { code }: OutboxError) =>
  isErrorCode(code) ? t(`error.${code}`) : t(`unsent.error.${code}`)

function status(t: Translate, { state, error, afterUpdate }: PendingCommand): string {
  if (afterUpdate) return t('unsent.afterUpdate')
  if (error) return problem(t, error)
  return state === 'sending' ? t('sync.sending') : t('sync.local')
}

/** One unsent change: what it is, where it stands in words, and what can be done about it. */
export function WorkRow({ command, onDiscard }: { command: PendingCommand; onDiscard: () => void }) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const { outbox } = useOffline()
  const { label, edit } = workItem(command.name)
  const editPath = command.readable ? edit?.(command) : undefined
  const parked = command.state === 'attention'
  const again = () => retry(outbox, command.commandId).catch(() => toast({ text: t('unsent.changed') }))

  return (
    <li className="work-item">
      <p className="text-strong">{t(label)}</p>
      <p className="text-label">{status(t, command)}</p>
      <p className="text-label text-quiet">
        {t('unsent.written', { time: format.dateTime(command.claimedAt) })}
      </p>
      {command.state !== 'sending' && (
        <div className="cluster">
          {parked && command.error?.code !== 'DEPENDS' && (
            <Button variant="secondary" size="row" onClick={() => void again()}>
              {t('unsent.retry')}
            </Button>
          )}
          {parked && editPath && (
            <ButtonLink variant="secondary" size="row" to={editPath}>
              {t('unsent.edit')}
            </ButtonLink>
          )}
          <Button variant="text" size="row" onClick={onDiscard}>
            {t('unsent.discard')}
          </Button>
        </div>
      )}
    </li>
  )
}
