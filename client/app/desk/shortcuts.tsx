import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { AppPlace } from '#client/app/shell/places.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { KeysSheet } from './keys-sheet.tsx'
import type { ListKeys } from './list-keys.ts'
import { placeKeys } from './place-keys.ts'
import { isTaken, shortcutsOn, signOf } from './shortcut.ts'

/** Milliseconds in which the second key of a pair is waited for. */
const patience = 1500
const never = Number.NEGATIVE_INFINITY

/** The keys of a desk, and the sheet that names them. */
export function Shortcuts({ places, keys }: { places: readonly AppPlace[]; keys: ListKeys }) {
  const t = useT()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const going = useRef(never)

  const act = useEffectEvent((event: KeyboardEvent) => {
    if (isTaken(event) || !shortcutsOn()) return
    const sign = signOf(event)
    const isSecond = performance.now() - going.current < patience
    going.current = never
    const place = isSecond && places.find(({ label }) => placeKeys[label] === sign)
    const acts: Record<string, () => void> = {
      g: () => {
        going.current = performance.now()
      },
      j: () => keys.move(1),
      k: () => keys.move(-1),
      e: keys.press,
      l: () => keys.putOff(t('ui.later')),
      x: keys.select,
      f: keys.narrow,
      '/': () => navigate(paths.search),
      '?': () => setOpen(true),
    }
    const wanted = place
      ? () => {
          // As a touch of the bar: with what was open in it.
          const tab = document.querySelector<HTMLElement>(`.tab[href="${place.to}"]`)
          if (tab) tab.click()
          else navigate(place.to)
        }
      : isSecond
        ? undefined
        : acts[sign]
    if (!wanted) return
    // Firefox looks for words in the page with the slash.
    event.preventDefault()
    wanted()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => act(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])

  return (
    <KeysSheet
      open={open}
      places={places}
      able={open ? keys.able() : undefined}
      onClose={() => setOpen(false)}
    />
  )
}
