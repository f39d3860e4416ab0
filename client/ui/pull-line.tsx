import './pull-line.css'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Button } from './button.tsx'
import { pulledShare } from './pull.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

/** Fields and what lies over the page have their own use for a finger. */
const elsewhere = 'dialog, [popover], input, textarea, select, .list-pane'

const draw = (line: HTMLElement | null, share: number) => line?.style.setProperty('--pulled', String(share))

/**
 * Drawn down at its top, the page asks for what is new; the span along the edge is the way there, and stays until the
 * answer. The button at its head does the same. `onPull` says afterwards how it went.
 */
export function PullLine({ onPull }: { onPull: () => Promise<string> }) {
  const t = useT()
  const line = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState('')
  const busy = useRef(false)

  const refresh = useEffectEvent(async () => {
    if (busy.current) return
    busy.current = true
    setSaid('')
    draw(line.current, 1)
    setSaid(await onPull())
    busy.current = false
    draw(line.current, 0)
  })

  useEffect(() => {
    const done = new AbortController()
    let from: { x: number; y: number } | undefined
    let share = 0
    const pointOf = ({ touches: [touch] }: TouchEvent) =>
      touch ? { x: touch.clientX, y: touch.clientY } : undefined
    const listen = (
      type: 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel',
      run: (event: TouchEvent) => void,
    ) => window.addEventListener(type, run, { passive: true, signal: done.signal })
    listen('touchstart', (event) => {
      const free = !(event.target instanceof Element && event.target.closest(elsewhere))
      from = free && event.touches.length === 1 && window.scrollY <= 0 ? pointOf(event) : undefined
      share = 0
    })
    listen('touchmove', (event) => {
      const to = pointOf(event)
      if (!from || !to || busy.current) return
      const now = event.touches.length === 1 ? pulledShare(from, to) : undefined
      if (now === undefined) from = undefined
      share = now ?? 0
      draw(line.current, share)
    })
    const end = () => {
      if (from && share === 1) void refresh()
      else if (!busy.current) draw(line.current, 0)
      from = undefined
    }
    listen('touchend', end)
    listen('touchcancel', () => {
      share = 0
      end()
    })
    return () => done.abort()
  }, [])

  return (
    <>
      <Button variant="secondary" size="row" className="pull-button" onClick={() => void refresh()}>
        {t('ui.refresh')}
      </Button>
      <div ref={line} className="pull-line" />
      <VisuallyHidden>
        <output>{said}</output>
      </VisuallyHidden>
    </>
  )
}
