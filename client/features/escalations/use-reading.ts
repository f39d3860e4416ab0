import { useCallback, useEffect, useRef } from 'react'
import { useOffline } from '#client/offline/react/offline-context.ts'
import type { Reading } from '#shared/escalations/reading-rules.ts'

/**
 * Measures for the reader's own eyes how long a request has been on the sheet and whether the end was on the screen. `end` marks
 * the end of what there is to read; it counts once any of it was visible. Another request is read anew.
 */
export function useReading(requestId: string | undefined): {
  end: (element: Element | null) => void
  now: () => Reading
} {
  const { clock } = useOffline().outbox.platform
  const openedAt = useRef<number>(undefined)
  const reachedEnd = useRef(false)
  const marked = useRef<Element>(undefined)
  const observer = useRef<IntersectionObserver>(undefined)
  const observe = useCallback(() => {
    observer.current?.disconnect()
    observer.current = undefined
    if (!marked.current) return
    const started = new IntersectionObserver((entries) => {
      const isVisible = entries.some(({ isIntersecting }) => isIntersecting)
      // What it noticed of the request before may still be on its way.
      if (isVisible && observer.current === started) reachedEnd.current = true
    })
    observer.current = started
    started.observe(marked.current)
  }, [])
  useEffect(() => {
    if (requestId === undefined) return
    openedAt.current = clock.now()
    reachedEnd.current = false
    observe()
  }, [requestId, clock, observe])
  const end = useCallback(
    (element: Element | null) => {
      marked.current = element ?? undefined
      observe()
    },
    [observe],
  )
  const now = () => ({
    seconds: Math.max(0, Math.round((clock.now() - (openedAt.current ?? clock.now())) / 1000)),
    reachedEnd: reachedEnd.current,
  })
  return { end, now }
}
