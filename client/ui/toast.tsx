import './toast.css'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Span } from './span.tsx'
import { useCountdown } from './use-countdown.ts'

export type Toast = {
  /** What was done, as a sentence: never "Saved" alone. */
  text: string
  onUndo?: (() => void) | undefined
  /** Something more that can be done with it, beside Undo. */
  more?: { label: string; onSelect: () => void } | undefined
  /** The time for undo has run out, or the next message took its place. */
  onDone?: (() => void) | undefined
  /** Eight unless told. */
  seconds?: number | undefined
}

/** Seconds in which a tap can be taken back. */
export const undoSeconds = 8

const Context = createContext<(toast: Toast) => void>(() => undefined)

/** Says what was just done and, for eight seconds, takes it back. */
export const useToast = () => useContext(Context)

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useT()
  const [shown, setShown] = useState<{ toast: Toast; key: number }>()
  const current = useRef<Toast | undefined>(undefined)
  const count = useRef(0)

  const show = useCallback((toast: Toast) => {
    current.current?.onDone?.()
    current.current = toast
    count.current += 1
    setShown({ toast, key: count.current })
  }, [])

  const close = useCallback((ending: 'undo' | 'done') => {
    const toast = current.current
    current.current = undefined
    setShown(undefined)
    if (ending === 'undo') toast?.onUndo?.()
    else toast?.onDone?.()
  }, [])

  return (
    <Context value={show}>
      {children}
      <section className="toasts" aria-label={t('ui.toasts')}>
        <p className="toast-said" aria-live="polite">
          {shown?.toast.text}
        </p>
        {shown && <ToastLine key={shown.key} toast={shown.toast} onClose={close} />}
      </section>
    </Context>
  )
}

function ToastLine({ toast, onClose }: { toast: Toast; onClose: (ending: 'undo' | 'done') => void }) {
  const t = useT()
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  const { left, share } = useCountdown({
    seconds: toast.seconds ?? undoSeconds,
    paused: pointed || focused,
    onDone: () => onClose('done'),
  })
  return (
    <fieldset
      className="toast"
      aria-label={toast.text}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <span className="toast-text" aria-hidden="true">
        {toast.text}
        {toast.onUndo && <span className="toast-left">{t('ui.secondsLeft', { n: left })}</span>}
      </span>
      {toast.more && (
        <button
          type="button"
          className="toast-undo"
          onClick={() => {
            onClose('done')
            toast.more?.onSelect()
          }}
        >
          {toast.more.label}
        </button>
      )}
      {toast.onUndo && (
        <button type="button" className="toast-undo" onClick={() => onClose('undo')}>
          {t('ui.undo')}
        </button>
      )}
      <Span size="thin" range={[0, share]} glide={250} />
    </fieldset>
  )
}
