import { useEffect, useEffectEvent, useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import type { Outbox } from '#client/offline/outbox/outbox.ts'
import {
  type SignOutChoice,
  type SignOutOutcome,
  type UnsentWork,
  unsentWork,
} from '#client/offline/sync/sign-out.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'

type Props = {
  outbox: Outbox
  leave: (choice?: SignOutChoice) => Promise<SignOutOutcome>
  onClose: () => void
}

/** Signing out removes what is on this phone: with unsent work it asks what becomes of it. */
export function SignOutSheet({ outbox, leave, onClose }: Props) {
  const t = useT()
  const [work, setWork] = useState<UnsentWork>()
  const [left, setLeft] = useState(false)
  const [busy, setBusy] = useState(false)
  const unread = useEffectEvent(onClose)
  // Read once: what is chosen here is chosen of what was shown, and no button changes under a thumb.
  useEffect(() => {
    unsentWork(outbox).then(setWork, () => unread())
  }, [outbox])

  async function choose(choice?: SignOutChoice) {
    setBusy(true)
    const outcome = await leave(choice)
    // Signed out: this screen is gone.
    if (outcome.kind !== 'ask') return
    setWork(outcome.unsent)
    setLeft(choice !== undefined)
    setBusy(false)
  }

  if (!work) return null
  const { commandIds, draftKeys } = work
  const n = commandIds.length + draftKeys.length
  return (
    <Sheet open onClose={onClose} title={t('signOut.title')}>
      <div className="stack">
        {n === 0 && <p>{t('signOut.plain')}</p>}
        <div role="alert">{left && <p className="text-strong">{t('signOut.left')}</p>}</div>
        {commandIds.length > 0 && <p>{t('signOut.unsent', { n: commandIds.length })}</p>}
        {draftKeys.length > 0 && <p>{t('signOut.drafts', { n: draftKeys.length })}</p>}
        {n === 0 && (
          <Button size="wide" disabled={busy} onClick={() => void choose()}>
            {t('me.signOut')}
          </Button>
        )}
        {commandIds.length > 0 && (
          <Button size="wide" disabled={busy} onClick={() => void choose({ kind: 'send-first' })}>
            {t('signOut.sendFirst')}
          </Button>
        )}
        {n > 0 && (
          <>
            <Button
              variant="secondary"
              size="wide"
              disabled={busy}
              onClick={() => void choose({ kind: 'keep-locked' })}
            >
              {t('signOut.keep')}
            </Button>
            <p className="text-label text-quiet">{t('signOut.keep.hint')}</p>
            <Button
              variant="danger"
              size="wide"
              disabled={busy}
              onClick={() => void choose({ kind: 'delete', shown: work })}
            >
              {t('signOut.delete', { n })}
            </Button>
          </>
        )}
      </div>
    </Sheet>
  )
}
