import LifeBuoy from 'lucide-react/icons/life-buoy'
import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { HeaderButton } from '#client/ui/header.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { HelpCard } from './help-card.tsx'

/** At the right of every header of wellbeing, one tap away, and what was being written stays under it. */
export function HelpButton() {
  const t = useT()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <HeaderButton icon={LifeBuoy} onClick={() => setOpen(true)}>
        {t('help.now')}
      </HeaderButton>
      <Sheet open={open} onClose={close} title={t('help.title')}>
        <HelpCard onNothing={close} />
      </Sheet>
    </>
  )
}
