import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { EmptyState, ForbiddenState } from '#client/ui/states.tsx'
import { homeOf } from './places.ts'

function Home() {
  const t = useT()
  return (
    <div className="inset">
      <ButtonLink to={homeOf(useMe())}>{t('page.home')}</ButtonLink>
    </div>
  )
}

export function NotFoundPage() {
  const t = useT()
  return (
    <DetailPage title={t('page.notFound.title')} back={homeOf(useMe())}>
      <EmptyState text={t('page.notFound')} />
      <Home />
    </DetailPage>
  )
}

/** Says no more than that: not what would be here, nor for whom. */
export function ForbiddenPage() {
  const t = useT()
  return (
    <DetailPage title={t('page.forbidden.title')} back={homeOf(useMe())}>
      <ForbiddenState />
      <Home />
    </DetailPage>
  )
}

/** The phone lost its copies, to an update for instance, and has not heard yet who is in the teams. */
export function PeopleAwaitedPage() {
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
