import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'
import type { VisitState } from './use-tab-stacks.ts'

/** Milliseconds that a page may take to grow to the height it had. */
const patience = 1000

/**
 * Every visit keeps its scroll position for back and forward, and every place of the bar keeps its own, so that a tab
 * is where the reader left it.
 */
export function useScrollMemory(places: readonly string[]): void {
  const { key, pathname, state } = useLocation()
  const navigation = useNavigationType()
  const positions = useRef(new Map<string, number>())
  const first = useRef(true)
  const isPlace = places.includes(pathname)

  useEffect(() => {
    history.scrollRestoration = 'manual'
  }, [])

  useLayoutEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    // A place's stack that is laid down again has new entries for old visits.
    const before = (state as VisitState)?.kept?.visits.at(-1)?.key
    const known =
      (navigation === 'POP' ? positions.current.get(key) : undefined) ??
      (before === undefined ? undefined : positions.current.get(before))
    const wanted = known ?? (isPlace ? positions.current.get(pathname) : undefined) ?? 0
    window.scrollTo(0, wanted)
    if (wanted === 0) return
    // Lists arrive a moment after their page.
    const until = performance.now() + patience
    let frame = 0
    const grow = () => {
      if (Math.abs(window.scrollY - wanted) > 1) window.scrollTo(0, wanted)
      if (performance.now() < until && Math.abs(window.scrollY - wanted) > 1)
        frame = requestAnimationFrame(grow)
    }
    frame = requestAnimationFrame(grow)
    const stop = () => cancelAnimationFrame(frame)
    window.addEventListener('pointerdown', stop, { once: true })
    return () => {
      stop()
      window.removeEventListener('pointerdown', stop)
    }
  }, [key, pathname, state, navigation, isPlace])

  useEffect(() => {
    const keep = () => {
      positions.current.set(key, window.scrollY)
      if (isPlace) positions.current.set(pathname, window.scrollY)
    }
    window.addEventListener('scroll', keep, { passive: true })
    return () => window.removeEventListener('scroll', keep)
  }, [key, pathname, isPlace])
}
