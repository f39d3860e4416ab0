import { useEffect, useEffectEvent, useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import { listDependents } from '#client/offline/outbox/outbox.ts'
import { discard } from '#client/offline/outbox/parked-work.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { useToast } from '#client/ui/toast.tsx'

type Props = { command: PendingCommand; onClose: () => void }

/** Deleting what was never sent is asked once, with everything that would go along. */
export function DiscardSheet({ command, onClose }: Props) {
  const t = useT()
  const toast = useToast()
  const { outbox } = useOffline()
  const [dependents, setDependents] = useState<string[]>()
  const unread = useEffectEvent(onClose)
  useEffect(() => {
    listDependents(outbox, command.commandId).then(
      (found) => setDependents(found.map((record) => record.commandId)),
      () => unread(),
    )
  }, [outbox, command.commandId])
  if (!dependents) return null

  async function remove(shown: readonly string[]) {
    try {
      await discard(outbox, command.commandId, shown)
    } catch {
      toast({ text: t('unsent.changed') })
    }
    onClose()
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('unsent.discard.title')}
      footer={
        <>
          <Button variant="secondary" size="wide" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" size="wide" onClick={() => void remove(dependents)}>
            {t('unsent.discard')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('unsent.discard.text')}</p>
        {dependents.length > 0 && <p>{t('unsent.discard.dependents', { n: dependents.length })}</p>}
        {command.attempts > 0 && <p>{t('unsent.discard.received')}</p>}
      </div>
    </Sheet>
  )
}
