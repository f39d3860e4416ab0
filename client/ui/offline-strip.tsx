import './offline-strip.css'
import CloudOff from 'lucide-react/icons/cloud-off'
import { useSyncExternalStore } from 'react'
import { connection } from '#client/lib/connection.ts'
import { useT } from '#client/lib/i18n.ts'
import { Icon } from './icon.tsx'

/** Shown below the header while there is no connection: what is on screen is what the phone holds. */
export function OfflineStrip({ asOf }: { asOf?: string | undefined }) {
  const t = useT()
  const silence = useSyncExternalStore(connection.subscribe, connection.cause)
  const cause = silence === 'network' ? null : silence
  return (
    <output className="offline-strip">
      <Icon icon={CloudOff} small />
      <span>{cause ? t(`ui.${cause}`) : asOf ? t('ui.offlineAsOf', { time: asOf }) : t('ui.offline')}</span>
    </output>
  )
}
