import { useMemo, useRef, useState } from 'react'
import { useLocation, useNavigationType } from 'react-router'
import { type AppPlace, placesOf, secondPlaces } from '#client/app/shell/places.ts'
import { routeAt } from '#client/app/shell/routes.ts'
import type { VisitState } from '#client/app/shell/use-tab-stacks.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { Me } from '#shared/people/views.ts'
import { type Beside, besideAfter, type DeskRules, pathOf } from './list-beside.ts'
import { listFor } from './list-for.ts'
import { listKeys } from './list-keys.ts'
import { isFromList } from './list-navigation.tsx'
import { ListPane } from './list-pane.tsx'
import { Shortcuts } from './shortcuts.tsx'

/** The places of the bar, and those that take turns in it. */
const allPlaces = (me: Me): AppPlace[] => [
  ...placesOf(me, undefined),
  ...secondPlaces(me).filter(({ to }) => placesOf(me, undefined).every((place) => place.to !== to)),
]

type Shown = { key: string; entries: ReadonlyMap<string, Beside>; now: Beside }

/** The list that stands beside the page: where it was opened from, or the one that it belongs to. */
export function Desk() {
  const me = useMe()
  const places = useMemo(() => allPlaces(me), [me])
  const { key, pathname, search, state } = useLocation()
  const action = useNavigationType()
  const tops = useRef(new Map<string, number>())
  const scroller = useRef<HTMLElement>(null)
  const [keys] = useState(() => listKeys(() => scroller.current, paths.selectToday))
  const rules: DeskRules = useMemo(
    () => ({
      listAt: (path) => routeAt(path)?.list,
      isPlace: (path) => places.some(({ to }) => to === path),
      listFor: (path) => listFor(me, path),
    }),
    [me, places],
  )

  const after = (before: Shown | undefined): Shown => {
    const step = {
      address: pathname + search,
      action,
      fromList: isFromList(state),
      below: (state as VisitState)?.kept?.visits.slice(0, -1).map(({ to }) => to),
    }
    const now = besideAfter(before?.now, before?.entries.get(key), step, rules)
    return { key, now, entries: new Map(before?.entries).set(key, now) }
  }
  const [kept, setShown] = useState(() => after(undefined))
  const isNow = kept.key === key && kept.now.address === pathname + search
  const shown = isNow ? kept : after(kept)
  if (!isNow) setShown(shown)
  const { list, chosen } = shown.now

  /** The list was narrowed: what is open beside it stays. */
  const narrow = (address: string) => {
    const now = { ...shown.now, list: address }
    setShown({ key, now, entries: new Map(shown.entries).set(key, now) })
  }
  return (
    <>
      <ListPane
        key={pathOf(list)}
        scroller={scroller}
        list={list}
        chosen={chosen}
        tops={tops.current}
        onNarrow={chosen === undefined ? undefined : narrow}
      />
      <Shortcuts places={places} keys={keys} />
    </>
  )
}
