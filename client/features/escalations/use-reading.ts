import { useCallback, useEffect, useRef } from 'react'
import { useOffline } from '#client/offline/react/offline-context.ts'
import type { Reading } from '#shared/escalations/reading-rules.ts'

/**
 * Measures for the reader's own eyes how long the sheet has been open and whether its end was on the screen. `end` marks the
 * end of what there is to read; it counts once any of it was visible.
 */
export function useReading(isShown: boolean): { end: (element: Element | null) => void; now: () => Reading } {
  const { clock } = useOffline().outbox.platform
  const openedAt = useRef<number>(undefined)
  const reachedEnd = useRef(false)
  const observer = useRef<IntersectionObserver>(undefined)
  useEffect(() => {
    if (isShown) openedAt.current ??= clock.now()
  }, [isShown, clock])
  const end = useCallback((element: Element | null) => {
    observer.current?.disconnect()
    if (!element) return
    observer.current = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) reachedEnd.current = true
    })
    observer.current.observe(element)
  }, [])
  const now = () => ({
    seconds: Math.max(0, Math.round((clock.now() - (openedAt.current ?? clock.now())) / 1000)),
    reachedEnd: reachedEnd.current,
  })
  return { end, now }
}
