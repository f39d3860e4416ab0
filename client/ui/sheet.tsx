import './sheet.css'
import X from 'lucide-react/icons/x'
import {
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import { useCloseOnBack } from '#client/lib/close-on-back.ts'
import { useT } from '#client/lib/i18n.ts'
import { IconButton } from './button.tsx'
import { Heading } from './heading.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

type Props = {
  open: boolean
  onClose: () => void
  title: string
  /** The title is only for a screen reader, where the content says it itself. */
  hideTitle?: boolean | undefined
  /** Stays at the bottom while the content scrolls: the buttons. */
  footer?: ReactNode | undefined
  children: ReactNode
}

/** CSS px that the handle must be drawn down to close the sheet. */
const closeAt = 80

/**
 * A sheet from the bottom, over a scrim: the native modal dialog, so focus stays inside, Escape closes it and focus
 * returns to where it was. The handle can be drawn down; the cross does the same, and so does Back, which leads nowhere
 * while a sheet is open.
 */
export function Sheet({ open, onClose, title, hideTitle = false, footer, children }: Props) {
  const t = useT()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const start = useRef<number | undefined>(undefined)
  useCloseOnBack(open, onClose)

  useEffect(() => {
    const element = dialog.current
    if (!element || element.open === open) return
    if (!open) return element.close()
    element.showModal()
    // A reader hears what the sheet is before what can be done in it.
    heading.current?.focus()
  }, [open])

  // A dialog that is taken out of the page while it is open gives the focus back to nobody.
  useLayoutEffect(() => {
    const element = dialog.current
    return () => element?.close()
  }, [])

  function drag(event: PointerEvent<HTMLElement>) {
    if (start.current === undefined || !dialog.current) return
    dialog.current.style.translate = `0 ${Math.max(0, event.clientY - start.current)}px`
  }

  function drop(event: PointerEvent<HTMLElement>) {
    if (start.current === undefined || !dialog.current) return
    const far = event.type === 'pointerup' && event.clientY - start.current > closeAt
    start.current = undefined
    dialog.current.style.translate = ''
    if (far) onClose()
  }

  const touchedScrim = (event: MouseEvent) => event.target === dialog.current && onClose()

  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // Not by being taken away, after which there is no element.
      onClose={() => open && dialog.current && onClose()}
      onMouseDown={touchedScrim}
    >
      <div className="sheet-body">
        <div
          className="sheet-head"
          onPointerDown={(event) => {
            if (event.target instanceof Element && event.target.closest('button')) return
            start.current = event.clientY
            event.currentTarget.setPointerCapture(event.pointerId)
          }}
          onPointerMove={drag}
          onPointerUp={drop}
          onPointerCancel={drop}
        >
          <span className="sheet-handle" />
          <Heading level={2} variant="heading" ref={heading} id={id} tabIndex={-1} className="sheet-title">
            {hideTitle ? <VisuallyHidden>{title}</VisuallyHidden> : title}
          </Heading>
          <IconButton icon={X} label={t('ui.close')} onClick={onClose} />
        </div>
        <div className="sheet-content">{open && children}</div>
        {footer && <div className="sheet-footer">{footer}</div>}
      </div>
    </dialog>
  )
}
