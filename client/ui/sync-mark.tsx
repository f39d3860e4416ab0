import './sync-mark.css'
import { Link, type To } from 'react-router'
import { type Translate, useT } from '#client/lib/i18n.ts'
import { Span } from './span.tsx'

export type SyncState = 'sent' | 'local' | 'sending' | 'attention'

type Props = {
  state: SyncState
  /** How many pieces of work are not sent yet. */
  n: number
  /** Where the unsent work is listed. */
  to: To
}

const ranges = { local: [0, 0.25], sending: [0, 0.7], attention: [0, 0.5] } as const

function labelOf(t: Translate, state: SyncState, n: number): string {
  if (state === 'attention') return t('sync.attention', { n })
  return state === 'sending' ? t('sync.sending') : t('sync.local')
}

/** How far the writer's work has come: a short span and a number. All sent is the normal state and shows nothing. */
export function SyncMark({ state, n, to }: Props) {
  const t = useT()
  if (state === 'sent') return null
  return (
    <Link to={to} className={`sync-mark sync-${state}`} aria-label={labelOf(t, state, n)}>
      <Span
        size="thin"
        range={ranges[state]}
        {...(state === 'attention' ? { mark: 0.5, tone: 'risk' as const } : {})}
      />
      <span aria-hidden="true">{n}</span>
    </Link>
  )
}
