import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { api } from '#client/lib/trpc.ts'
import { Button } from '#client/ui/button.tsx'
import { Entry } from './entry.tsx'
import type { Session } from './session.ts'
import { SignInForm } from './sign-in-form.tsx'

type Props = { session: Session; expired: boolean }

/** The copies on this phone are older than they may be read without the server: its next answer opens them. */
export function LockedPage({ session, expired }: Props) {
  const t = useT()
  const { outbox, pending } = session.offline
  const n = useSyncExternalStore(pending.subscribe, pending.getSnapshot).length
  const [asking, setAsking] = useState(false)
  const ask = useCallback(async () => {
    setAsking(true)
    // Whatever is answered is heard where it belongs: this screen goes, or the sign-in comes.
    await api.people.me.query().catch(() => undefined)
    setAsking(false)
  }, [])
  useEffect(() => {
    void ask()
    return outbox.platform.online.subscribe(() => void ask())
  }, [ask, outbox])

  return (
    <Entry title={t('copies.locked.title')}>
      <p className="text-prose">{t('copies.locked', { n: session.me.org.offlineHours })}</p>
      {n > 0 && <p className="text-prose">{t('copies.locked.unsent', { n })}</p>}
      {expired ? (
        <>
          <p className="text-prose">{t('signIn.again.why')}</p>
          <SignInForm />
        </>
      ) : (
        <Button size="wide" disabled={asking} onClick={() => void ask()}>
          {t('copies.locked.ask')}
        </Button>
      )}
    </Entry>
  )
}
