import { type RefObject, useEffect, useState } from 'react'

/**
 * Width of an element in CSS px, and how large the reader's text is (1 at 100 %). What is drawn in px can then
 * keep its lines thin and let its words grow. `fallback` holds until the element has been measured.
 */
export function useSize(
  element: RefObject<HTMLElement | null>,
  fallback: number,
): { width: number; text: number } {
  const [size, setSize] = useState({ width: fallback, text: 1 })
  useEffect(() => {
    const watched = element.current
    if (!watched) return
    const observer = new ResizeObserver(() => {
      const width = Math.round(watched.getBoundingClientRect().width)
      const text = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
      if (width > 0)
        setSize((known) => (known.width === width && known.text === text ? known : { width, text }))
    })
    observer.observe(watched)
    // Larger text makes the page longer, whatever becomes of this element.
    observer.observe(document.documentElement)
    return () => observer.disconnect()
  }, [element])
  return size
}
