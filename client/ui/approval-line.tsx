import './approval-line.css'
import { useT } from '#client/lib/i18n.ts'
import { classNames } from './class-names.ts'
import { stampOf } from './stamp.ts'

export type ApprovalCell = {
  key: string
  /** Requester, first, second, confirmation. */
  role: string
  /** Nobody yet: a dashed edge. */
  name?: string | undefined
  /** Whom they acted for. */
  forName?: string | undefined
  /** When, or what is awaited: already in words. */
  time?: string | undefined
  /** What the stamp says. A requester only signs. */
  state: 'empty' | 'signed' | 'approved' | 'pending' | 'rejected'
  /** The state in a word, for who does not see the stamp. */
  word?: string | undefined
  /** It was stamped under the reader's eyes. */
  fresh?: boolean | undefined
}

/**
 * Shows who asked and who decided, side by side, each with name, time and stamp: the line of seals of a Korean
 * document.
 */
export function ApprovalLine({ label, cells }: { label: string; cells: readonly ApprovalCell[] }) {
  const t = useT()
  return (
    <ol className="approval-line" aria-label={label}>
      {cells.map(({ key, role, name, forName, time, state, word, fresh = false }) => (
        <li key={key} className={classNames('approval-cell', `approval-${state}`, fresh && 'approval-fresh')}>
          <span className="approval-role">{role}</span>
          {name && <span className="approval-name">{t('ui.person', { name })}</span>}
          {forName && <span>{t('ui.actingFor', { name: forName })}</span>}
          {word && <span>{word}</span>}
          {time && <span>{time}</span>}
          {name && state !== 'signed' && state !== 'empty' && (
            <span className="approval-stamp" aria-hidden="true">
              {stampOf(name)}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
