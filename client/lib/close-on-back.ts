import { useEffect, useEffectEvent } from 'react'

/** Something open over the page; `place` is the entry of the history on which it was opened. */
type Opened = { close: () => void; place: number }

const opened: Opened[] = []
let returning: Opened | undefined

/** The router numbers its entries; without a number one step is taken for the distance. */
const placeOf = (state: unknown): number | undefined => (state as { idx?: number } | null)?.idx

/**
 * Takes Back for closing what was opened last: the history returns to the entry of the page before anything else hears of
 * the step, and only then is it closed, so that what closing changes of the address changes that entry.
 */
function takeBack(event: PopStateEvent): void {
  const target = returning ?? opened.at(-1)
  if (!target) return
  event.stopImmediatePropagation()
  const steps = target.place - (placeOf(event.state) ?? (returning ? target.place : target.place - 1))
  returning = steps === 0 ? undefined : target
  if (steps === 0) target.close()
  else window.history.go(steps)
}

/** Listens for Back. It is called before the router is there: a window calls its listeners in the order in which they came. */
export const listenForBack = (): void => window.addEventListener('popstate', takeBack)

/** Calls `onClose` on Back, and keeps the route where it is, while `open`. */
export function useCloseOnBack(open: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose)
  useEffect(() => {
    if (!open) return
    const entry = { close: () => close(), place: placeOf(window.history.state) ?? 0 }
    opened.push(entry)
    return () => {
      opened.splice(opened.indexOf(entry), 1)
    }
  }, [open])
}
