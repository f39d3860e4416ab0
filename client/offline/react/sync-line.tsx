import { Link } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { ItemStatus } from '#client/offline/sync/sync-status.ts'
import { isErrorCode } from '#shared/core/errors.ts'
import { useEntityWork } from './offline-context.ts'

/** Where a piece of work is, in words; nothing where the server has had it for a while. */
export function useSyncMessage() {
  const t = useT()
  const format = useFormat()
  return (status: ItemStatus | null): string | undefined => {
    switch (status?.state) {
      case 'keeping':
        return t('sync.keeping')
      case 'on-this-phone':
        return t('sync.local')
      case 'sending':
        return t('sync.sending')
      case 'sent':
        return t('sync.sent', { time: format.time(status.at) })
      case 'needs-attention': {
        const code = status.error?.code
        return t(code && isErrorCode(code) ? `error.${code}` : 'sync.stuck')
      }
      default:
        return undefined
    }
  }
}

/** Said under each item by itself, so that one that is stuck does not speak for the others. */
export function SyncLine({ entity, edit }: { entity: string; edit?: string | undefined }) {
  const t = useT()
  const status = useEntityWork(entity)
  const message = useSyncMessage()(status)
  if (!message) return null
  const stuck = status?.state === 'needs-attention'
  return (
    <p className="text-label text-quiet" role={stuck ? 'alert' : 'status'}>
      {message} {stuck && edit && <Link to={edit}>{t('sync.stuck.edit')}</Link>}
    </p>
  )
}
