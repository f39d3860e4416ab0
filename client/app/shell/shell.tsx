import { type ComponentType, lazy, Suspense, useMemo, useRef } from 'react'
import { useLocation } from 'react-router'
import { useNotifications } from '#client/app/live/use-notifications.ts'
import { useT } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { useMe } from '#client/lib/me.ts'
import { PlaceSwitchContext } from '#client/lib/place-switch.ts'
import { deskRoom, railRoom, useMedia } from '#client/lib/use-media.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import type { Me } from '#shared/people/views.ts'
import { Bar } from './bar.tsx'
import { CurrentPage } from './current-page.tsx'
import { FocusOnArrival, useFocusBefore } from './focus-on-arrival.tsx'
import { PageBoundary } from './page-boundary.tsx'
import { placesOf, secondPlaces } from './places.ts'
import { routeAt } from './routes.ts'
import { screenSettled } from './screen-settled.ts'
import { useRefresh } from './use-refresh.ts'
import { useRoute } from './use-route.ts'
import { useScrollMemory } from './use-scroll-memory.ts'
import { useTabStacks } from './use-tab-stacks.ts'

const Nothing = () => <></>

/** A part that the page is good without: where its code cannot be fetched, nothing is drawn. */
const optional = <Props,>(load: () => Promise<ComponentType<Props>>) =>
  lazy(async () => ({ default: await load().catch((): ComponentType<Props> => Nothing) }))

const PullLine = optional(async () => {
  await screenSettled()
  return (await import('#client/ui/pull-line.tsx')).PullLine
})
const Notices = optional(async () => {
  await screenSettled()
  return (await import('./notices.tsx')).Notices
})
/** Code that only a desk runs. */
const { Page: Desk, preload: preloadDesk } = lazyPage(async () => {
  const code = await import('#client/app/desk/desk.tsx').catch(() => undefined)
  return code?.Desk ?? Nothing
})
const { Page: NothingChosen } = lazyPage(
  async () => (await import('#client/app/desk/nothing-chosen.tsx')).NothingChosen,
)

/** Fetches what stands beside the page of an address on a desk, which would be empty for a moment otherwise. */
export async function preloadBeside(me: Me, pathname: string): Promise<void> {
  if (!matchMedia(deskRoom).matches || placesOf(me, undefined).length < 2) return
  const { listFor } = await import('#client/app/desk/list-for.ts')
  await Promise.all([preloadDesk(), routeAt(listFor(me, pathname))?.preload()])
}

/** The bar, the page, and the notices above it. */
export function Shell() {
  const t = useT()
  const me = useMe()
  const { pathname, key } = useLocation()
  const chosen = useRef<string>(undefined)
  const second = secondPlaces(me)
  if (second.some((place) => place.to === pathname)) chosen.current = pathname
  const places = placesOf(me, chosen.current)
  const route = useRoute(pathname)
  const bare = route?.bare === true
  const rail = useMedia(railRoom)

  const refresh = useRefresh()
  const desk = useMedia(deskRoom) && places.length > 1
  const roots = places.map((place) => place.to)
  const { current, open } = useTabStacks(roots)
  useScrollMemory(roots)
  const before = useFocusBefore(key)
  useNotifications()
  const choices = useMemo(
    () => secondPlaces(me).map((place) => ({ to: place.to, label: t(place.label) })),
    [me, t],
  )

  return (
    <PlaceSwitchContext value={choices}>
      {!bare && (
        <Suspense fallback={null}>
          <PullLine onPull={refresh} />
        </Suspense>
      )}
      {!bare && (
        <Suspense fallback={null}>
          <Notices />
        </Suspense>
      )}
      {desk && (
        <Suspense fallback={null}>
          <Desk />
        </Suspense>
      )}
      <PageBoundary key={pathname}>
        <Suspense fallback={<Skeleton />}>
          {desk && route?.list === 'outer' ? (
            <NothingChosen />
          ) : (
            <CurrentPage pathname={pathname} route={route} />
          )}
          <FocusOnArrival before={before} />
        </Suspense>
      </PageBoundary>
      {(rail || !bare) && places.length > 1 && <Bar places={places} current={current} onOpen={open} />}
    </PlaceSwitchContext>
  )
}
