import { type MouseEvent, useLayoutEffect, useRef, useState } from 'react'
import { useLocation, useNavigate, useNavigationType } from 'react-router'
import { recordVisit } from '#client/lib/visits.ts'
import { layDown, type Stack, stackAfter } from './tab-stacks.ts'

/** Describes what stands beside an address in the browser's history. */
export type VisitState = { kept?: Stack } | null

/**
 * Every place of the bar keeps what was opened from it. Touched from another place it comes back as it was left, with
 * the way back beneath; touched where the reader is, it leads to its root.
 */
export function useTabStacks(places: readonly string[]) {
  const { key, pathname, search, state } = useLocation()
  const action = useNavigationType()
  const navigate = useNavigate()
  const entries = useRef(new Map<string, Stack>())
  const tops = useRef(new Map<string, Stack>())
  const [current, setCurrent] = useState(() => places.find((place) => place === pathname))
  const now = useRef<Stack>(undefined)
  const seen = useRef<string>(undefined)

  useLayoutEffect(() => {
    if (seen.current === key) return
    seen.current = key
    const to = pathname + search
    const { kept } = (state as VisitState) ?? {}
    recordVisit({ key, action, beneath: kept ? kept.visits.length - 1 : 0 })
    const stack = stackAfter(now.current, entries.current.get(key), {
      visit: { key, to },
      action,
      place: places.find((place) => place === pathname),
      kept,
    })
    now.current = stack
    entries.current.set(key, stack)
    if (stack.place !== undefined) tops.current.set(stack.place, stack)
    setCurrent(stack.place)
  }, [key, pathname, search, state, action, places])

  function open(place: string, event: MouseEvent): void {
    const kept = tops.current.get(place)
    if (place === now.current?.place || !kept || kept.visits.length < 2) return
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    for (const { to, kept: beneath } of layDown(kept)) navigate(to, { state: { kept: beneath } })
  }

  return { current, open }
}
