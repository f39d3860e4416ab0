import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react'
import { direction, follow, longPressMs, outcome } from './swipe.ts'

type Actions = {
  onLeft?: (() => void) | undefined
  onRight?: (() => void) | undefined
  onLongPress?: (() => void) | undefined
}

type Touch = { id: number; x: number; y: number; sideways: boolean; timer: number }

/** A native popover that opens under a finger is closed again by that finger's lifting: so it waits for it. */
function whenReleased(run: () => void) {
  const released = new AbortController()
  const once = () => {
    released.abort()
    window.setTimeout(run)
  }
  for (const name of ['pointerup', 'pointercancel'])
    window.addEventListener(name, once, { signal: released.signal })
}

/**
 * Handlers for an element that can be swiped and pressed long. Only fingers and pens swipe; everything a swipe does
 * must also have a button. The element moves by a transform, without rendering.
 */
export function useSwipe({ onLeft, onRight, onLongPress }: Actions) {
  const touch = useRef<Touch | undefined>(undefined)
  /** The click that the browser sends after a swipe or a long press is not a tap. */
  const swallow = useRef(false)
  const sides = { left: onLeft !== undefined, right: onRight !== undefined }

  useEffect(() => () => window.clearTimeout(touch.current?.timer), [])

  function move(element: HTMLElement, dx: number) {
    element.style.transform = dx === 0 ? '' : `translateX(${dx}px)`
    element.parentElement?.toggleAttribute('data-later', dx < 0)
    element.parentElement?.toggleAttribute('data-now', dx > 0)
  }

  function end(element: HTMLElement) {
    window.clearTimeout(touch.current?.timer)
    touch.current = undefined
    move(element, 0)
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      swallow.current = false
      if (event.pointerType === 'mouse' || !event.isPrimary) return
      const element = event.currentTarget
      if (event.target instanceof Element && event.target.closest('[popover]')) return
      const timer = window.setTimeout(() => {
        if (!onLongPress || touch.current?.sideways) return
        swallow.current = true
        end(element)
        element.parentElement?.toggleAttribute('data-held', true)
        whenReleased(() => {
          element.parentElement?.toggleAttribute('data-held', false)
          onLongPress()
        })
      }, longPressMs)
      touch.current = { id: event.pointerId, x: event.clientX, y: event.clientY, sideways: false, timer }
    },

    onPointerMove(event: PointerEvent<HTMLElement>) {
      const current = touch.current
      if (!current || current.id !== event.pointerId) return
      const dx = event.clientX - current.x
      if (!current.sideways) {
        const way = direction(dx, event.clientY - current.y)
        if (way === 'wait') return
        window.clearTimeout(current.timer)
        if (way === 'scroll') return end(event.currentTarget)
        current.sideways = true
        event.currentTarget.setPointerCapture(event.pointerId)
      }
      move(event.currentTarget, follow(dx, event.currentTarget.clientWidth, sides))
    },

    onPointerUp(event: PointerEvent<HTMLElement>) {
      const current = touch.current
      if (!current) return
      const asked = current.sideways
        ? outcome(event.clientX - current.x, event.currentTarget.clientWidth, sides)
        : 'none'
      swallow.current = current.sideways
      end(event.currentTarget)
      if (asked === 'left') onLeft?.()
      if (asked === 'right') onRight?.()
    },

    onPointerCancel(event: PointerEvent<HTMLElement>) {
      end(event.currentTarget)
    },

    /** Android's long press and a mouse's right button arrive here as well. */
    onContextMenu(event: MouseEvent<HTMLElement>) {
      if (!onLongPress) return
      event.preventDefault()
      if (swallow.current) return
      const touching = touch.current !== undefined
      swallow.current = touching
      end(event.currentTarget)
      if (touching || event.buttons !== 0) whenReleased(onLongPress)
      else onLongPress()
    },

    onClickCapture(event: MouseEvent<HTMLElement>) {
      if (!swallow.current) return
      swallow.current = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
