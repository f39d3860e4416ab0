import './own.css'
import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { CheckInView, OwnCheckIns } from '#shared/check-ins/views.ts'
import { CheckInEntry } from './check-in-entry.tsx'
import { ConfirmRemoval } from './confirm-removal.tsx'
import { useOwn } from './data.ts'
import { CarePage } from './pages.tsx'
import { useDownload } from './use-download.ts'
import { useRemoveCheckIns } from './use-remove-check-ins.ts'

/** One's own check-ins: who has read which, taken back, taken along, deleted. */
export function OwnCheckInsPage() {
  const t = useT()
  const query = useOwn()
  return (
    <CarePage title={t('own.title')} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>{(own) => <Own own={own} />}</Loaded>
    </CarePage>
  )
}

function Own({ own: { checkIns, retentionDays } }: { own: OwnCheckIns }) {
  const t = useT()
  const download = useDownload()
  const [removing, setRemoving] = useState<CheckInView | 'all'>()
  return (
    <>
      {checkIns.length === 0 ? (
        <EmptyState text={t('own.empty')} />
      ) : (
        <>
          <p className="inset own-kept">{t('own.kept', { n: retentionDays })}</p>
          <ul className="own-list">
            {checkIns.map((checkIn) => (
              <CheckInEntry key={checkIn.checkInId} checkIn={checkIn} onRemove={() => setRemoving(checkIn)} />
            ))}
          </ul>
        </>
      )}
      <div className="inset own-actions">
        <Button variant="secondary" onClick={() => void download()}>
          {t('own.download')}
        </Button>
        {checkIns.length > 0 && (
          <Button variant="danger" onClick={() => setRemoving('all')}>
            {t('own.removeAll')}
          </Button>
        )}
      </div>
      {removing && (
        <RemoveSheet removing={removing} n={checkIns.length} onClose={() => setRemoving(undefined)} />
      )}
    </>
  )
}

type Removing = { removing: CheckInView | 'all'; n: number; onClose: () => void }

function RemoveSheet({ removing, n, onClose }: Removing) {
  const t = useT()
  const remove = useRemoveCheckIns()
  const all = removing === 'all'
  const checkInId = all ? null : removing.checkInId
  return (
    <ConfirmRemoval
      title={t(all ? 'own.removeAll.title' : 'own.remove.title')}
      text={all ? t('own.removeAll.text', { n }) : t('own.remove.text')}
      yes={t(all ? 'own.removeAll.yes' : 'own.remove')}
      onYes={() => void remove({ checkInId }).then(onClose)}
      onClose={onClose}
    />
  )
}
