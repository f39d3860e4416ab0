import './case.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useEntityWork } from '#client/offline/react/offline-context.ts'

/** Where the reader's own request or answer is: on this phone, on its way, sent, or not accepted. */
export function RecheckState({ lookId }: { lookId: string }) {
  const t = useT()
  const { time } = useFormat()
  const status = useEntityWork(lookId)
  if (!status) return null
  const message = {
    keeping: () => t('sync.keeping'),
    'on-this-phone': () => t('sync.local'),
    sending: () => t('sync.sending'),
    sent: () => t('sync.sent', { time: status.state === 'sent' ? time(status.at) : '' }),
    'needs-attention': () => t('recheck.attention'),
  }[status.state]()
  return (
    <p
      className={status.state === 'needs-attention' ? 'text-label case-recheck-attention' : 'text-caption'}
      aria-live="polite"
    >
      {message}
    </p>
  )
}
