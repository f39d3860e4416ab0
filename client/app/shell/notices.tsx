import './notice.css'
import { useState, useSyncExternalStore } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { lossSeen, lostWork } from '#client/offline/outbox/apart.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useSyncStatus } from '#client/offline/react/use-sync-status.ts'
import { install } from '#client/pwa/install.ts'
import { update } from '#client/pwa/update.ts'
import { Button } from '#client/ui/button.tsx'

/** Says above a page what concerns the whole app: what this phone keeps, a new version, a place on the home screen. */
export const Notices = () => (
  <>
    <KeptNotice />
    <UpdateNotice />
    <InstallNotice />
  </>
)

/** Says that this phone keeps nothing right now, or that what it had kept is gone. */
function KeptNotice() {
  const t = useT()
  const { outbox, status } = useOffline()
  const { safe } = useSyncStatus(status)
  const [lost, setLost] = useState(() => lostWork(outbox))
  if (safe && !lost) return null
  return (
    <aside className="notice">
      <p role="alert">{lost ? t('kept.lost', { n: lost.commands + lost.drafts }) : t('kept.unsafe')}</p>
      {lost && (
        <Button
          size="row"
          onClick={() => {
            lossSeen(outbox)
            setLost(undefined)
          }}
        >
          {t('kept.lost.seen')}
        </Button>
      )}
    </aside>
  )
}

/** A new version offers itself in a line above the page and waits: it never interrupts a text. */
function UpdateNotice() {
  const t = useT()
  const ready = useSyncExternalStore(update.subscribe, update.isReady)
  const [waiting, setWaiting] = useState(false)
  if (!ready) return null
  return (
    <aside className="notice">
      <p>{waiting ? t('update.waiting') : t('update.ready')}</p>
      {!waiting && (
        <Button
          size="row"
          onClick={async () => {
            if (!(await update.applyNow())) {
              setWaiting(true)
              await update.applyWhenSafe()
            }
          }}
        >
          {t('update.apply')}
        </Button>
      )}
    </aside>
  )
}

/** Offered once something has been settled: by then the person knows what they would be installing. */
function InstallNotice() {
  const t = useT()
  const offer = useSyncExternalStore(install.subscribe, install.offer)
  if (offer === 'none') return null
  return (
    <aside className="notice">
      <p>{offer === 'ios' ? t('install.ios') : t('install.offer')}</p>
      <div className="cluster">
        <Button variant="text" size="row" onClick={install.dismiss}>
          {t('install.later')}
        </Button>
        {offer === 'prompt' && (
          <Button size="row" onClick={() => void install.ask()}>
            {t('install.apply')}
          </Button>
        )}
      </div>
    </aside>
  )
}
