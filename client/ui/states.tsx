import './states.css'
import type { ReactNode } from 'react'
import { useT } from '#client/lib/i18n.ts'
import type { ErrorCode } from '#shared/core/errors.ts'
import { Button } from './button.tsx'

/** Nothing to show, as one sentence; children may offer what comes next. */
export function EmptyState({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="state">
      <p>{text}</p>
      {children}
    </div>
  )
}

type FailedProps = {
  /** What could not be done, in the words of the screen. */
  text?: string | undefined
  /** Why, as the server said it. */
  code?: ErrorCode | undefined
  onRetry?: (() => void) | undefined
}

/** Says what failed and why, and tries again. */
export function FailedState({ text, code, onRetry }: FailedProps) {
  const t = useT()
  return (
    <div className="state" role="alert">
      {text && <p>{text}</p>}
      {(code || !text) && (
        <p className={text && 'text-label text-quiet'}>{t(`error.${code ?? 'UNAVAILABLE'}`)}</p>
      )}
      {onRetry && (
        <Button variant="secondary" onClick={onRetry}>
          {t('ui.retry')}
        </Button>
      )}
    </div>
  )
}

/** The reader may not see this screen, and it does not say what would be on it. */
export function ForbiddenState({ text }: { text?: string | undefined }) {
  const t = useT()
  return (
    <div className="state" role="alert">
      <p>{text ?? t('ui.forbidden')}</p>
    </div>
  )
}
