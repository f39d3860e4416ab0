import KeyRound from 'lucide-react/icons/key-round'
import { useT } from '#client/lib/i18n.ts'
import { useEntityWork } from '#client/offline/react/offline-context.ts'
import { useSyncMessage } from '#client/offline/react/sync-line.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import type { EmergencyAccess } from '#shared/emergency/views.ts'
import { useStateText } from './data.ts'

type Props = { access: EmergencyAccess; onOpen: () => void }

/** One access in a list: about whom, who asked, and what it is now. */
export function AccessRow({ access, onOpen }: Props) {
  const t = useT()
  const stateText = useStateText()
  const status = useEntityWork(access.accessId)
  const sync = useSyncMessage()(status)
  const { subject, asker } = access
  return (
    <Row
      mark={<Icon icon={KeyRound} />}
      title={<PersonName name={subject.name} />}
      name={subject.name}
      detail={
        sync && status?.state !== 'sent'
          ? sync
          : t('emergency.by', { asker: asker.name, state: stateText(access) })
      }
      onOpen={onOpen}
    />
  )
}
