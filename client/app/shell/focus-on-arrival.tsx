import { useEffect, useRef } from 'react'
import { afterPaint } from './after-paint.ts'

/** Names what had the focus when an address was left; nothing for the first screen, which is the browser's. */
export interface FocusBefore {
  /** The navigation: each has a key of its own, also to an address that is open already. */
  readonly key: string
  readonly element: Element | null | undefined
}

/** Keeps what had the focus before the page of a new address takes any: read while it is drawn. */
export function useFocusBefore(key: string): FocusBefore {
  const before = useRef<FocusBefore>({ key, element: undefined })
  if (before.current.key !== key) before.current = { key, element: document.activeElement }
  return before.current
}

/**
 * Gives the focus to the title of a page that has arrived, so that a screen reader says it.
 *
 * Stands behind the page in the boundary that waits for its code: a page that comes late has its title then. One
 * that has put the focus into a field of its own keeps it there, and so does who has gone on meanwhile.
 */
export function FocusOnArrival({ before }: { before: FocusBefore }) {
  useEffect(() => {
    if (before.element === undefined) return
    // After the paint: focusing costs a layout of its own, and the tap is answered first.
    return afterPaint(() => {
      const now = document.activeElement
      if (now !== before.element && now !== document.body) return
      const title = document.querySelector('h1')
      title?.setAttribute('tabindex', '-1')
      title?.focus({ preventScroll: true })
    })
  }, [before])
  return null
}
