import './offline-strip.css'
import CloudOff from 'lucide-react/icons/cloud-off'
import { useT } from '#client/lib/i18n.ts'
import { Icon } from './icon.tsx'

/** Shown below the header while there is no connection: what is on screen is what the phone holds. */
export function OfflineStrip({ asOf }: { asOf?: string | undefined }) {
  const t = useT()
  return (
    <output className="offline-strip">
      <Icon icon={CloudOff} small />
      <span>{asOf ? t('ui.offlineAsOf', { time: asOf }) : t('ui.offline')}</span>
    </output>
  )
}
