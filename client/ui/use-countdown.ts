import { useEffect, useEffectEvent, useRef, useState } from 'react'

const stepMs = 250

/** Whole seconds left, and the share of the time that is left, for a span running out. */
export type Countdown = { left: number; share: number }

/**
 * Counts down once and then calls `onDone`, exactly once. While paused no time passes. It starts anew when `seconds`
 * changes; give the component a key to start the same length again.
 */
export function useCountdown({
  seconds,
  paused = false,
  onDone,
}: {
  seconds: number
  paused?: boolean | undefined
  onDone: () => void
}): Countdown {
  const [leftMs, setLeftMs] = useState(seconds * 1000)
  const spent = useRef(0)
  const done = useEffectEvent(onDone)

  useEffect(() => {
    spent.current = 0
    setLeftMs(seconds * 1000)
  }, [seconds])

  useEffect(() => {
    if (paused) return
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      spent.current += now - last
      last = now
      const left = seconds * 1000 - spent.current
      setLeftMs(Math.max(0, left))
      if (left > 0) return
      clearInterval(timer)
      done()
    }, stepMs)
    return () => clearInterval(timer)
  }, [seconds, paused])

  return { left: Math.ceil(leftMs / 1000), share: leftMs / (seconds * 1000) }
}
