import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { OwnCheckIns } from '#shared/check-ins/views.ts'
import { useAskToTalk } from './use-ask-to-talk.ts'

type Props = { own: OwnCheckIns; open: boolean; onClose: () => void }

/** Asks somebody to talk without a check-in: one's lead first, or somebody else where the lead is the matter. */
export function AskSheet({ own: { addressees }, open, onClose }: Props) {
  const t = useT()
  const toast = useToast()
  const ask = useAskToTalk()
  const { online } = useWorkStatus()
  const [busy, setBusy] = useState(false)
  async function send(personId: string, name: string) {
    setBusy(true)
    const kept = await ask(personId)
    setBusy(false)
    if (!kept) return
    toast({ text: t(online ? 'talk.ask.sent' : 'checkin.waits.talk', { name }) })
    onClose()
  }
  return (
    <Sheet open={open} onClose={onClose} title={t('talk.ask.title')}>
      <div className="stack">
        <p className="text-prose">{t(addressees.length > 0 ? 'talk.ask.text' : 'talk.ask.nobody')}</p>
        {addressees.map(({ person: { personId, name }, standing }) => (
          <Button
            key={personId}
            variant="secondary"
            size="wide"
            disabled={busy}
            onClick={() => void send(personId, name)}
          >
            {`${t('ui.person', { name })} · ${t(`checkin.role.${standing}`)}`}
          </Button>
        ))}
      </div>
    </Sheet>
  )
}
