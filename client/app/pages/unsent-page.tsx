import './me.css'
import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { Outbox } from '#client/offline/outbox/outbox.ts'
import { retry } from '#client/offline/outbox/parked-work.ts'
import { useOffline, usePendingWork } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { DiscardSheet } from './discard-sheet.tsx'
import { DraftItem } from './draft-item.tsx'
import { useDrafts } from './use-drafts.ts'
import { WorkRow } from './work-row.tsx'

async function sendAgain(outbox: Outbox, commands: readonly PendingCommand[]): Promise<void> {
  // One that was sent or thrown away meanwhile needs no more.
  for (const { commandId } of commands) await retry(outbox, commandId).catch(() => undefined)
}

/** Everything of this person that is only on this phone: nothing is dropped in silence. */
export function UnsentPage() {
  const t = useT()
  const { sync, outbox } = useOffline()
  const pending = usePendingWork().filter((command) => command.state !== 'keeping')
  const drafts = useDrafts()
  const [discarding, setDiscarding] = useState<PendingCommand>()
  const attention = pending.filter((command) => command.state === 'attention')
  const waiting = pending.filter((command) => command.state !== 'attention')
  const lost = attention.filter((command) => command.error?.code === 'RESTORED')
  const row = (command: PendingCommand) => (
    <WorkRow key={command.commandId} command={command} onDiscard={() => setDiscarding(command)} />
  )
  const dock = waiting.length > 0 && (
    <Dock>
      <Button onClick={() => void sync.sendNow()}>{t('unsent.sendNow')}</Button>
    </Dock>
  )
  return (
    <DetailPage title={t('me.unsent')} back={paths.me} dock={dock}>
      {pending.length + drafts.length === 0 && <EmptyState text={t('unsent.empty')} />}
      <RowGroup heading={t('unsent.attention')} limit={Number.POSITIVE_INFINITY}>
        {attention.map(row)}
      </RowGroup>
      {lost.length > 1 && (
        <div className="inset">
          <Button variant="secondary" onClick={() => void sendAgain(outbox, lost)}>
            {t('unsent.sendAll')}
          </Button>
        </div>
      )}
      <RowGroup heading={t('unsent.waiting')} limit={Number.POSITIVE_INFINITY}>
        {waiting.map(row)}
      </RowGroup>
      <RowGroup heading={t('unsent.drafts')} limit={Number.POSITIVE_INFINITY}>
        {drafts.map((draft) => (
          <DraftItem key={draft.draftKey} draft={draft} />
        ))}
      </RowGroup>
      {discarding && <DiscardSheet command={discarding} onClose={() => setDiscarding(undefined)} />}
    </DetailPage>
  )
}
