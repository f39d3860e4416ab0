import { Suspense } from 'react'
import { TodayPage } from '#client/features/today/today-page.tsx'
import { teamsManaged, useMe } from '#client/lib/me.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { lazyPage } from './lazy-page.tsx'

const { Page: ManagedTeams } = lazyPage(async () => (await import('./managed-teams.tsx')).ManagedTeams)

/** Today, and below it, for who manages, how their teams decide. */
export function TodayPlace() {
  const manages = teamsManaged(useMe()).length > 0
  return (
    <TodayPage>
      {manages && (
        <Suspense fallback={<Skeleton />}>
          <ManagedTeams />
        </Suspense>
      )}
    </TodayPage>
  )
}
