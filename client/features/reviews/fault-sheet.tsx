import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { partnerOfFault, type RaisedFault } from './mendable.ts'
import { useRaiseFault } from './raise-fault.tsx'

type Props = { raised: RaisedFault; onClose: () => void }

/** Asks, once a review is published, whether an error that is the tool's goes to whoever can mend it. */
export function FaultSheet({ raised, onClose }: Props) {
  const t = useT()
  const raise = useRaiseFault()
  const [busy, setBusy] = useState(false)
  const partner = partnerOfFault[raised.fault] ?? 'engineering'
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('review.fault.offer')}
      footer={
        <>
          <Button variant="secondary" size="wide" onClick={onClose}>
            {t('review.fault.later')}
          </Button>
          <Button
            size="wide"
            disabled={busy}
            onClick={() => {
              setBusy(true)
              void raise(raised).then((taken) => (taken ? onClose() : setBusy(false)))
            }}
          >
            {t('review.fault.raise', { partner: t(`esc.function.${partner}`) })}
          </Button>
        </>
      }
    >
      <p>{t('review.fault.offer.hint', { criterion: raised.criterion })}</p>
    </Sheet>
  )
}
