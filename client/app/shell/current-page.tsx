import { use } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { useMe, usePeopleKnown } from '#client/lib/me.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import { homeOf } from './places.ts'
import { allRoutes, routeAt } from './routes.ts'

const deadEnd = async () => await import('./dead-end-pages.tsx')
const { Page: NotFoundPage } = lazyPage(async () => (await deadEnd()).NotFoundPage)
const { Page: ForbiddenPage } = lazyPage(async () => (await deadEnd()).ForbiddenPage)
const { Page: PeopleAwaitedPage } = lazyPage(async () => (await deadEnd()).PeopleAwaitedPage)

type Props = {
  pathname: string
  route: FeatureRoute | undefined
  /** The query of the address, where that is not the one that is open: in a list beside the page. */
  search?: string
}

/** The router is given the one route that was found: with all of them it would rank each anew at every step. */
export function CurrentPage({ pathname, route, search }: Props) {
  const me = useMe()
  const peopleKnown = usePeopleKnown()
  if (pathname === '/') return <Navigate to={homeOf(me)} replace />
  const found = route ?? laterRoute(pathname)
  if (!found) return <NotFoundPage />
  const { path, Page, allowed, people = false } = found
  if (allowed?.(me) === false) return <ForbiddenPage />
  return (
    <Routes {...(search === undefined ? {} : { location: { pathname, search } })}>
      <Route path={path} element={people && !peopleKnown ? <PeopleAwaitedPage /> : <Page />} />
    </Routes>
  )
}

/** Returns the route when all of them have come; the screen waits for that. */
function laterRoute(pathname: string): FeatureRoute | undefined {
  use(allRoutes.preload())
  return routeAt(pathname)
}
