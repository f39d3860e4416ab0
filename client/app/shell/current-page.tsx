import { Navigate, Route, Routes } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { useMe, usePeopleKnown } from '#client/lib/me.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import { DetailPage } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { ForbiddenPage, NotFoundPage } from './dead-end-pages.tsx'
import { homeOf } from './places.ts'

type Props = {
  pathname: string
  route: FeatureRoute | undefined
  /** Of the address, where that is not the one that is open: in a list beside the page. */
  search?: string
}

/** The router is given the one route that was found: with all of them it would rank each anew at every step. */
export function CurrentPage({ pathname, route, search }: Props) {
  const me = useMe()
  const peopleKnown = usePeopleKnown()
  if (pathname === '/') return <Navigate to={homeOf(me)} replace />
  if (!route) return <NotFoundPage />
  const { path, Page, allowed, people = false } = route
  if (allowed?.(me) === false) return <ForbiddenPage />
  return (
    <Routes {...(search === undefined ? {} : { location: { pathname, search } })}>
      <Route path={path} element={people && !peopleKnown ? <PeopleAwaited /> : <Page />} />
    </Routes>
  )
}

/** The phone lost its copies, to an update for instance, and has not heard yet who is in the teams. */
function PeopleAwaited() {
  const t = useT()
  const { online } = useWorkStatus()
  const home = homeOf(useMe())
  if (online) return <Skeleton />
  return (
    <DetailPage title={t('page.failed.title')} back={home}>
      <EmptyState text={t('page.failed.offline')} />
    </DetailPage>
  )
}
