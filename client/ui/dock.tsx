import './dock.css'
import { type ReactNode, useEffect, useRef } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { usePane } from './pane.ts'

/** How much of the page a keyboard covers, in CSS px; 0 where the browser shrinks the page instead. */
function keyboardInset(viewport: VisualViewport): number {
  return Math.max(0, Math.round(window.innerHeight - viewport.height - viewport.offsetTop))
}

/** The one place of a screen's main button: above the bar, or on the keyboard while that is open. */
export function Dock({ children }: { children: ReactNode }) {
  const t = useT()
  const dock = useRef<HTMLElement>(null)
  const pane = usePane()
  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const ride = () => {
      const inset = keyboardInset(viewport)
      // A browser's own bars take less than this; only a keyboard takes more.
      const open = inset > 120
      dock.current?.classList.toggle('dock-riding', open)
      dock.current?.style.setProperty('--keyboard', `${open ? inset : 0}px`)
    }
    viewport.addEventListener('resize', ride)
    viewport.addEventListener('scroll', ride)
    return () => {
      viewport.removeEventListener('resize', ride)
      viewport.removeEventListener('scroll', ride)
    }
  }, [])
  return (
    <section ref={dock} className="dock" aria-label={pane ? undefined : t('ui.dock')}>
      {children}
    </section>
  )
}
